// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.http;

import org.jspecify.annotations.Nullable;

/** One file of the web page as it is sent, plain or compressed. Thread-safe. */
final class PageFile {
  private final String type;
  private final byte[] plain;
  private byte @Nullable [] gzipped;

  PageFile(String type, byte[] plain) {
    this.type = type;
    this.plain = plain;
  }

  /** Its content type. */
  String type() {
    return type;
  }

  /** Its bytes, not to be changed. */
  byte[] plain() {
    return plain;
  }

  /** Its bytes compressed, when they are first asked for. */
  synchronized byte[] gzipped() {
    byte[] known = gzipped;
    if (known == null) {
      known = Gzip.compress(plain);
      gzipped = known;
    }
    return known;
  }
}
