// SPDX-License-Identifier: Apache-2.0
/** Measurements. */
@NullMarked
package dev.tombo.benchmarks;

import org.jspecify.annotations.NullMarked;
