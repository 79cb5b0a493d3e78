// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.ingest;

import java.time.Duration;

/**
 * How much one request may bring.
 *
 * @param bodyBytes of a body, decoded and as sent
 * @param items events and repeats
 * @param eventBytes of one event or repeat, decoded
 * @param extraBytes of all the unknown keys of one event
 * @param age of an event at its receipt: for so long its id is remembered
 */
public record Limits(int bodyBytes, int items, int eventBytes, int extraBytes, Duration age) {
  /** How many exceptions of an event are kept. */
  public static final int EXCEPTIONS = 100;

  /** How many frames of an exception are kept, half of them of either end. */
  public static final int FRAMES = 500;

  /** How many breadcrumbs of an event are kept, the latest. */
  public static final int BREADCRUMBS = 200;

  /** What the contract says: 20 MiB, 10,000, 1 MiB, 256 KiB, 30 days. */
  public static final Limits STANDARD =
      new Limits(20 << 20, 10_000, 1 << 20, 256 << 10, Duration.ofDays(30));
}
