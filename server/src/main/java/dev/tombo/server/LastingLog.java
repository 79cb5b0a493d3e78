// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server;

import java.util.logging.LogManager;

/**
 * The program's log manager, which writes to the end: Java's takes its handlers away in a shutdown
 * hook, beside ours that still finishes requests and commits, and what these say would be lost.
 */
public final class LastingLog extends LogManager {
  /** Called by {@code java.util.logging} as it starts. */
  public LastingLog() {}

  /** Does nothing: handlers write at once, so there is nothing to be saved. */
  @Override
  public void reset() {}
}
