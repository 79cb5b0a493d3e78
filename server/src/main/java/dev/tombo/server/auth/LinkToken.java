// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.auth;

import dev.tombo.server.model.Sha256;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * What makes a link work, once: 160 random bits in hex, of which the database has the SHA-256 only.
 * Immutable.
 *
 * @param value as it stands in the link
 */
record LinkToken(String value) {
  private static final int BYTES = 20;

  /** A new one. */
  static LinkToken draw(SecureRandom random) {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return new LinkToken(HexFormat.of().formatHex(bytes));
  }

  /** By which it is looked up, whatever somebody typed. */
  byte[] hash() {
    return Sha256.of(value);
  }

  @Override
  public String toString() {
    return "LinkToken[...]";
  }
}
