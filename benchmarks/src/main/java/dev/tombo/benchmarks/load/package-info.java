// SPDX-License-Identifier: Apache-2.0
/**
 * The whole way of events under load: {@code JvmEvents} makes them, {@code Requests} prepares what
 * is sent, {@code Load} sends it on many connections of one thread to a {@code ServerProcess}, and
 * {@code IngestLoad} is the command that prints what came of it.
 */
@NullMarked
package dev.tombo.benchmarks.load;

import org.jspecify.annotations.NullMarked;
