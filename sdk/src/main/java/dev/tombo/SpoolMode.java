// SPDX-License-Identifier: Apache-2.0
package dev.tombo;

/** When events are written to the disk. */
public enum SpoolMode {
  /** Never: what waits is in memory only. */
  OFF,
  /** While the server cannot take them, and when the client is closed before it could. */
  AWAY,
  /**
   * Each one, before it is sent. {@code capture} waits until its event is there, no longer than a
   * second; from then on not even {@code kill -9} of the application loses it.
   */
  ALWAYS
}
