// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.ingest;

/**
 * The JSON of an event.
 *
 * @param json in UTF-8
 * @param asSent whether its client wrote it, rather than {@link EventEncoder}: then it is to be
 *     decoded and written anew before it is shown
 */
@SuppressWarnings("ArrayRecordComponent") // handed through, never compared
public record EventText(byte[] json, boolean asSent) {

  /** A text that we wrote. */
  public static EventText written(byte[] json) {
    return new EventText(json, false);
  }
}
