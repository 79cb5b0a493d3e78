// SPDX-License-Identifier: Apache-2.0
/** Programs that fail for real. */
@NullMarked
package dev.tombo.examples;

import org.jspecify.annotations.NullMarked;
