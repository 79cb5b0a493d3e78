// SPDX-License-Identifier: Apache-2.0
package dev.tombo.examples.reports;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A report.
 *
 * @param name what it is called
 * @param rows makes it
 */
record Report(String name, Supplier<? extends @Nullable Object> rows) {}
