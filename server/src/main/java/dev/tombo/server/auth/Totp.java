// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.auth;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Codes that change with time (RFC 6238), in the one form that all authenticator apps know: six
 * digits of HMAC-SHA-1, another each 30 seconds. Immutable.
 *
 * @param hex the secret, 20 bytes
 */
record Totp(String hex) {
  private static final int STEP_SECONDS = 30;
  private static final int SECRET_BYTES = 20;
  private static final int DIGITS = 6;

  /** How far the clock of somebody's phone may be off, in steps. */
  private static final int SKEW = 1;

  private static final String ALGORITHM = "HmacSHA1";
  private static final String BASE_32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

  /** One of a new secret. */
  static Totp draw(SecureRandom random) {
    byte[] secret = new byte[SECRET_BYTES];
    random.nextBytes(secret);
    return new Totp(HexFormat.of().formatHex(secret));
  }

  /** The number of the step that a time is in. */
  static long step(Instant time) {
    return Math.floorDiv(time.getEpochSecond(), STEP_SECONDS);
  }

  /**
   * The step of which somebody typed the code: the one that a time is in, or one beside it.
   *
   * @param used the latest that was used: neither it nor an earlier one is good
   */
  OptionalLong match(String typed, Instant now, long used) {
    byte[] bytes = typed.getBytes(StandardCharsets.UTF_8);
    long step = step(now);
    return LongStream.rangeClosed(step - SKEW, step + SKEW)
        .filter(one -> one > used)
        .filter(
            one -> MessageDigest.isEqual(code(one, DIGITS).getBytes(StandardCharsets.UTF_8), bytes))
        .findFirst();
  }

  /** The code of a step, by the dynamic truncation of RFC 4226, 5.3. */
  String code(long step, int digits) {
    byte[] mac = mac(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
    int offset = mac[mac.length - 1] & 0xf;
    int number = ByteBuffer.wrap(mac, offset, Integer.BYTES).getInt() & Integer.MAX_VALUE;
    int modulus = 1;
    for (int i = 0; i < digits; i++) {
      modulus *= 10;
    }
    return ("%0" + digits + "d").formatted(number % modulus);
  }

  /** The secret as people type it into an app: base 32 (RFC 4648), which 20 bytes fill. */
  String base32() {
    StringBuilder text = new StringBuilder();
    int bits = 0;
    int have = 0;
    for (byte octet : HexFormat.of().parseHex(hex)) {
      bits = bits << 8 | (octet & 0xff);
      have += 8;
      while (have >= 5) {
        have -= 5;
        text.append(BASE_32.charAt(bits >> have & 0x1f));
      }
    }
    return text.toString();
  }

  private byte[] mac(byte[] message) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(HexFormat.of().parseHex(hex), ALGORITHM));
      return mac.doFinal(message);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
  }

  @Override
  public String toString() {
    return "Totp[...]";
  }
}
