// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.auth;

import com.nulabinc.zxcvbn.StandardDictionaries;
import com.nulabinc.zxcvbn.StandardKeyboards;
import com.nulabinc.zxcvbn.Zxcvbn;
import com.nulabinc.zxcvbn.ZxcvbnBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a password has to be, the same wherever one is set: long enough, and none that whoever
 * guesses tries first. Which characters it has is nobody's business (NIST SP 800-63B, 3.1.1.2).
 */
public final class PasswordRules {
  private static final int MIN = 8;
  private static final int MAX = 1_000;

  /** Longer ones are not measured: they are on no list, and the measure's work grows fast. */
  private static final int MEASURED = 24;

  /** Whoever has so many guesses has tried each list, with a year or a mark behind each word. */
  private static final double GUESSES = 1e6;

  /** Beside the list's, which is of English: words of here. */
  private static final List<String> LOCAL =
      List.of(
          ("tombo senha minhasenha mudar teste brasil amor deus fiel flamengo corinthians palmeiras"
                  + " santos saopaulo vasco gremio internacional cruzeiro botafogo fluminense")
              .split(" "));

  private PasswordRules() {}

  /** The list of passwords, which is read when the first is set. */
  private static final class Lazy {
    private static final Zxcvbn MEASURE = measure();

    private static Zxcvbn measure() {
      try {
        return new ZxcvbnBuilder()
            .dictionary(StandardDictionaries.PASSWORDS_LOADER.load())
            .keyboards(List.of(StandardKeyboards.QWERTY_LOADER.load()))
            .build();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** What is wrong with a password's length; empty if nothing is. */
  public static Optional<String> lengthProblem(String password) {
    int length = password.codePointCount(0, password.length());
    if (length < MIN) {
      return Optional.of("shorter than " + MIN + " characters");
    }
    if (length > MAX) {
      return Optional.of("longer than " + MAX + " characters");
    }
    return Optional.empty();
  }

  /**
   * What is wrong with a password; empty if it is one.
   *
   * @param email of whoever logs in with it; empty if that is not known
   */
  public static Optional<String> problem(String password, String email) {
    return lengthProblem(password)
        .or(
            () ->
                isGuessedFirst(password, email)
                    ? Optional.of("one of those that are guessed first")
                    : Optional.empty());
  }

  private static boolean isGuessedFirst(String password, String email) {
    if (password.length() > MEASURED) {
      return false;
    }
    List<String> words = new ArrayList<>(LOCAL);
    words.add(email);
    words.addAll(List.of(email.split("[^\\p{L}\\p{N}]+", -1)));
    words.removeIf(String::isEmpty);
    return Lazy.MEASURE.measure(password, words).getGuesses() < GUESSES;
  }

  /**
   * A password that is one.
   *
   * @param field what it is called in the request
   * @param email of whoever logs in with it; empty if that is not known
   * @throws BadFieldException naming the field
   */
  static String check(String field, String password, String email) {
    problem(password, email)
        .ifPresent(
            problem -> {
              throw new BadFieldException(field, problem);
            });
    return password;
  }
}
