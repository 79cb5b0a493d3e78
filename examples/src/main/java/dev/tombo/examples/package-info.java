// SPDX-License-Identifier: Apache-2.0
/**
 * Programs that fail for real, and what runs them.
 *
 * <p>{@code orders} reports through Logback, {@code billing} through Log4j and {@code reports} by
 * calling the SDK; {@code demo} runs all three against a server and prints what it stored; {@code
 * outage} logs while no server is there; {@code launch} starts each in a process of its own.
 */
@NullMarked
package dev.tombo.examples;

import org.jspecify.annotations.NullMarked;
