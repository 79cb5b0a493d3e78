// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.ingest.otlp;

/**
 * A part of a body.
 *
 * @param start its first byte
 * @param end after its last
 */
record Span(int start, int end) {
  static final Span NONE = new Span(0, 0);

  int length() {
    return end - start;
  }
}
