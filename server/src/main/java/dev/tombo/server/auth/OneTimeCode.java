// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.auth;

import dev.tombo.server.model.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Locale;

/**
 * A code that a person types once: 100 random bits in five groups, in the digits and letters of
 * Crockford's base 32, none of which looks like another. Immutable.
 *
 * @param text as it is shown
 */
record OneTimeCode(String text) {
  private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  private static final int LENGTH = 20;
  private static final int GROUP = 4;

  /** A new one. */
  static OneTimeCode draw(SecureRandom random) {
    StringBuilder code = new StringBuilder();
    for (int i = 0; i < LENGTH; i++) {
      code.append(i > 0 && i % GROUP == 0 ? "-" : "")
          .append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return new OneTimeCode(code.toString());
  }

  /** Whether somebody typed this, however grouped; takes as long whatever was typed. */
  boolean matches(String typed) {
    return MessageDigest.isEqual(bytes(text), bytes(typed));
  }

  /** By which a code is looked up, however somebody typed it. */
  static byte[] hash(String typed) {
    return Sha256.of(plain(typed));
  }

  private static byte[] bytes(String code) {
    return plain(code).getBytes(StandardCharsets.UTF_8);
  }

  private static String plain(String code) {
    return code.toUpperCase(Locale.ROOT)
        .replaceAll("[\\s-]", "")
        .replace('O', '0')
        .replaceAll("[IL]", "1");
  }

  @Override
  public String toString() {
    return "OneTimeCode[...]";
  }
}
