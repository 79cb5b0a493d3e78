// SPDX-License-Identifier: Apache-2.0
/** An order service that logs through SLF4J and Logback. */
@NullMarked
package dev.tombo.examples.orders;

import org.jspecify.annotations.NullMarked;
