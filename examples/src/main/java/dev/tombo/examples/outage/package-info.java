// SPDX-License-Identifier: Apache-2.0
/** Logs a great deal while no server is there. */
@NullMarked
package dev.tombo.examples.outage;

import org.jspecify.annotations.NullMarked;
