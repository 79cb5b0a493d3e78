// SPDX-License-Identifier: Apache-2.0
package dev.tombo.examples.network;

/** What a {@link FaultyProxy} does to a connection. */
enum Fault {
  /** Passes it on, for so many bytes at least. */
  NONE,
  /** Takes it and reads nothing. */
  STALL,
  /** Resets it amid a request. */
  RESET,
  /** Passes the request, but only the beginning of the reply. */
  TRUNCATE,
  /** Reads and writes a few bytes at a time. */
  SLOW,
  /** Answers 429 or 5xx itself. */
  STATUS
}
