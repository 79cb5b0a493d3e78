// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.grouping;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** Makes one short text of many. */
final class Digests {
  private static final int BYTES = 16;

  private Digests() {}

  /**
   * The first 128 bits of SHA-256 (FIPS 180-4) in hex. Each part goes in after its length, so that
   * "ab", "c" and "a", "bc" differ.
   */
  static String of(List<String> parts) {
    MessageDigest sha = sha256();
    ByteBuffer length = ByteBuffer.allocate(Integer.BYTES);
    for (String part : parts) {
      byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
      sha.update(length.clear().putInt(bytes.length).flip());
      sha.update(bytes);
    }
    return HexFormat.of().formatHex(sha.digest(), 0, BYTES);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
