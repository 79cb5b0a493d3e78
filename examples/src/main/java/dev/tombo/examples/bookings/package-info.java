// SPDX-License-Identifier: Apache-2.0
/**
 * A hotel's HTTP service that reports from its one error handler, {@code ErrorFilter}; {@code
 * BookingDay} runs it and asks it what its guests ask.
 */
@NullMarked
package dev.tombo.examples.bookings;

import org.jspecify.annotations.NullMarked;
