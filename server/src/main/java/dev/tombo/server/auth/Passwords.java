// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * Hashes passwords by Argon2id (RFC 9106) with 19 MiB, two passes and one lane, as OWASP's password
 * storage sheet has it; two at a time, so that log-ins bound their memory. Thread-safe.
 */
public final class Passwords {
  private static final int MEMORY_KIB = 19 << 10;
  private static final int PASSES = 2;
  private static final int LANES = 1;
  private static final int SALT_BYTES = 16;
  private static final int HASH_BYTES = 32;
  private static final String FORM = "$argon2id$v=19$m=" + MEMORY_KIB + ",t=2,p=1$";

  private final SecureRandom random;
  private final Semaphore atOnce = new Semaphore(2);
  private final String nobody;

  /** Hashes with salts of this generator. */
  public Passwords(SecureRandom random) {
    this.random = random;
    this.nobody = FORM + encode(new byte[SALT_BYTES]) + "$" + encode(new byte[HASH_BYTES]);
  }

  /** The hash of a password, in the PHC string format. */
  public String hash(String password) {
    byte[] salt = new byte[SALT_BYTES];
    random.nextBytes(salt);
    return FORM + encode(salt) + "$" + encode(argon2(password, salt));
  }

  /**
   * Whether a password is the one of a hash. Without a hash the answer is no, after the same work,
   * so that the time does not tell which accounts there are.
   */
  public boolean verify(String password, Optional<String> hash) {
    String known = hash.filter(h -> h.startsWith(FORM)).orElse(nobody);
    String[] parts = known.substring(FORM.length()).split("\\$", 2);
    byte[] expected = Base64.getDecoder().decode(parts[1]);
    byte[] actual = argon2(password, Base64.getDecoder().decode(parts[0]));
    return MessageDigest.isEqual(expected, actual) && hash.isPresent();
  }

  private byte[] argon2(String password, byte[] salt) {
    byte[] plain = password.getBytes(StandardCharsets.UTF_8);
    atOnce.acquireUninterruptibly();
    try {
      Argon2BytesGenerator generator = new Argon2BytesGenerator();
      generator.init(
          new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
              .withMemoryAsKB(MEMORY_KIB)
              .withIterations(PASSES)
              .withParallelism(LANES)
              .withSalt(salt)
              .build());
      byte[] hash = new byte[HASH_BYTES];
      generator.generateBytes(plain, hash);
      return hash;
    } finally {
      atOnce.release();
      Arrays.fill(plain, (byte) 0);
    }
  }

  private static String encode(byte[] bytes) {
    return Base64.getEncoder().withoutPadding().encodeToString(bytes);
  }
}
