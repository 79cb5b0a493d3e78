// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.ingest;

import java.util.Arrays;

/**
 * The JSON of an event, in UTF-8, where it stands.
 *
 * @param bytes what it stands in
 * @param start of it
 * @param end after it
 * @param asSent whether its client wrote it, rather than {@link EventEncoder}: then it is to be
 *     decoded and written anew before it is shown
 */
@SuppressWarnings("ArrayRecordComponent") // handed through, never compared
public record EventText(byte[] bytes, int start, int end, boolean asSent) {

  /** A whole text. */
  EventText(byte[] json, boolean asSent) {
    this(json, 0, json.length, asSent);
  }

  /** A text that we wrote. */
  public static EventText written(byte[] json) {
    return new EventText(json, false);
  }

  int length() {
    return end - start;
  }

  /** It alone. */
  byte[] json() {
    return length() == bytes.length ? bytes : Arrays.copyOfRange(bytes, start, end);
  }
}
