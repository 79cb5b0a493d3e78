// SPDX-License-Identifier: Apache-2.0
/**
 * Captures errors and ships them to a Tombo server.
 *
 * <p>Most applications need {@link dev.tombo.Tombo} and {@link dev.tombo.TomboOptions} only, and
 * {@link dev.tombo.Event} to say more than a throwable does.
 *
 * <p>An event goes one way, and each step is one type: {@code Tombo} (guard, snapshot as {@code
 * Item} with its {@code Chain}) on the caller's thread; then {@code Ring}; then on the one thread
 * of {@code Worker}: {@code Batcher} ({@code Preparation}: {@code Stacks}, {@code beforeSend},
 * {@code EventEncoder}), {@code Batch}, {@code Delivery}, {@code Transport}, {@code Verdict}.
 * {@code Ledger} counts what becomes of it, {@code Registry} hands out the {@code Client} that
 * holds all of these. No reference in this package is null unless it is annotated so.
 */
package dev.tombo;
