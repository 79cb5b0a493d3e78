// SPDX-License-Identifier: Apache-2.0
/**
 * Programs that fail for real, and what runs them.
 *
 * <p>{@code orders} reports through Logback, {@code billing} through Log4j, {@code reports} by
 * calling the SDK and {@code bookings} from the error handler of an HTTP service; {@code demo} runs
 * all four against a server and prints what it stored; {@code outage} logs while no server is
 * there; {@code launch} starts each in a process of its own. The test of {@code embedding} runs a
 * server inside.
 */
@NullMarked
package dev.tombo.examples;

import org.jspecify.annotations.NullMarked;
