// SPDX-License-Identifier: Apache-2.0
/**
 * The composition root: configuration, command line, and {@link dev.tombo.server.TomboServer},
 * which puts the packages below together.
 *
 * <p>An event goes {@code http -> ingest -> digest -> store}; a question goes {@code http ->
 * store}. {@code grouping} judges, {@code auth} recognises, {@code model} is what all of them speak
 * of.
 *
 * <p>Command line: {@code Main -> ServeCommand}; {@code AccountCommand}, {@code ProjectCommand},
 * {@code TokenCommand} (a {@code CommandGroup} each) {@code -> Administration}, the database beside
 * a running server.
 */
@NullMarked
package dev.tombo.server;

import org.jspecify.annotations.NullMarked;
