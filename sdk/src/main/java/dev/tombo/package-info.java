// SPDX-License-Identifier: Apache-2.0
/**
 * Captures errors and ships them to a Tombo server.
 *
 * <p>Most applications need {@link dev.tombo.Tombo} and {@link dev.tombo.TomboOptions} only, and
 * {@link dev.tombo.Event} to say more than a throwable does.
 *
 * <p>An event goes one way, and each step is one type: {@code Tombo} (guard), {@code Draft} (an
 * outline with its {@code Chain}) and {@code Intake} (snapshot as {@code Item}; {@code Sightings}
 * know what was captured already, {@code Storms} what is one more of many) on the caller's thread;
 * then {@code EventQueue}; then on the one thread of {@code Worker}: {@code Batcher}, {@code
 * Batch}, {@code Delivery}, {@code Transport}, {@code Answer}. With a spool, {@code Stowage}
 * decides what lies on the disk, {@code Spool} keeps batches in {@code Segment}s of a {@code
 * SpoolPlace}, and requests run in an {@code AsideTransport}. {@code Ledger} counts what becomes of
 * it, {@code Registry} hands out the {@code Channel} that holds all of these.
 *
 * <p>What clients that share a channel do not share travels with the event: each {@code Item}
 * brings the {@code Preparation} of its {@code Tombo}, by which {@code Batcher} completes it
 * ({@code Stacks}, {@code beforeSend}, {@code EventEncoder}). {@code Transport} is a {@code
 * FallbackTransport}: {@code OkHttpTransport}, else {@code UrlTransport}; {@code Target} has the
 * address and the token.
 *
 * <p>No reference in this package is null unless it is annotated so.
 */
package dev.tombo;
