// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.auth;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What a password has to be, the same wherever one is set: long enough, and none that whoever
 * guesses tries first. Which characters it has is nobody's business (NIST SP 800-63B, 3.1.1.2).
 */
public final class PasswordRules {
  private static final int MIN = 8;
  private static final int MAX = 1_000;

  /** In lower case; those that are too short need not be here. */
  private static final Set<String> GUESSED_FIRST =
      Set.of(
          ("00000000 11111111 12341234 12344321 123123123 12345678 123456789 1234567890 87654321"
                  + " 987654321 9876543210 1q2w3e4r 1q2w3e4r5t 1qaz2wsx aaaaaaaa abc12345 abcd1234"
                  + " abcdefgh access14 admin123 admin1234 administrator asdfasdf asdfghjk asdfghjkl"
                  + " baseball basketball batman123 brasil123 changeit changeme charlie1 computer"
                  + " corinthians dragon123 flamengo football footballer gremio123 iloveyou"
                  + " iloveyou1 internacional internet jennifer letmein1 liverpool master123"
                  + " michelle monkey123 mudar123 mudarsenha palmeiras p@ssw0rd p@ssword passw0rd"
                  + " password password! password1 password12 password123 princess q1w2e3r4"
                  + " qazwsxedc qwer1234 qwerty12 qwerty123 qwertyui qwertyuiop santos123"
                  + " saopaulo senha123 senha1234 senhasenha starwars sunshine superman teste123"
                  + " test1234 tombo123 tombotombo trustno1 welcome1 whatever zaq12wsx zxcvbnm1")
              .split(" "));

  private PasswordRules() {}

  /** What is wrong with a password; empty if it is one. */
  public static Optional<String> problem(String password) {
    int length = password.codePointCount(0, password.length());
    if (length < MIN) {
      return Optional.of("shorter than " + MIN + " characters");
    }
    if (length > MAX) {
      return Optional.of("longer than " + MAX + " characters");
    }
    return GUESSED_FIRST.contains(password.toLowerCase(Locale.ROOT))
        ? Optional.of("one of those that are guessed first")
        : Optional.empty();
  }

  /**
   * A password that is one.
   *
   * @param field what it is called in the request
   * @throws BadFieldException naming the field
   */
  static String check(String field, String password) {
    problem(password)
        .ifPresent(
            problem -> {
              throw new BadFieldException(field, problem);
            });
    return password;
  }
}
