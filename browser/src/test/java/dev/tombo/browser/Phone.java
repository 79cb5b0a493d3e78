// SPDX-License-Identifier: Apache-2.0
package dev.tombo.browser;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Instant;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * An authenticator app: makes the codes of a secret (RFC 6238).
 *
 * @param secret in base 32, however grouped
 */
record Phone(String secret) {
  private static final String BASE_32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

  /** The code of so many half minutes from now. */
  String code(int steps) {
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(key(), "HmacSHA1"));
      long step = Instant.now().getEpochSecond() / 30 + steps;
      byte[] hash = mac.doFinal(ByteBuffer.allocate(8).putLong(step).array());
      int number = ByteBuffer.wrap(hash).getInt(hash[19] & 15) & Integer.MAX_VALUE;
      return "%06d".formatted(number % 1_000_000);
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private byte[] key() {
    String letters = secret.replaceAll("\\s", "");
    StringBuilder bits = new StringBuilder();
    for (int i = 0; i < letters.length(); i++) {
      bits.append(Integer.toBinaryString(32 + BASE_32.indexOf(letters.charAt(i))), 1, 6);
    }
    byte[] key = new byte[bits.length() / 8];
    for (int i = 0; i < key.length; i++) {
      key[i] = (byte) Integer.parseInt(bits.substring(8 * i, 8 * i + 8), 2);
    }
    return key;
  }
}
