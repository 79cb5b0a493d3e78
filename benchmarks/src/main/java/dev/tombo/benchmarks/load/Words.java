// SPDX-License-Identifier: Apache-2.0
package dev.tombo.benchmarks.load;

import java.util.Locale;
import java.util.random.RandomGenerator;

/** Draws words as texts have them: few often, many seldom. Not thread-safe. */
final class Words {
  private static final String[] SYLLABLES = {
    "ca", "for", "lo", "men", "ter", "pay", "or", "der", "cus", "to", "mer", "ship", "in", "voi",
    "ce", "stock", "re", "fund", "ac", "count", "se", "ssion", "ga", "te", "way", "ba", "sket",
    "quo", "ta", "ri", "son", "ve", "lu", "pe", "gi"
  };
  private static final int VOCABULARY = 2_000;

  private final RandomGenerator random;

  Words(RandomGenerator random) {
    this.random = random;
  }

  /** A number below the bound, the small ones far more often. */
  int skewed(int bound) {
    return (int) Math.pow(bound, random.nextDouble()) % bound;
  }

  /** So many words. */
  String sentence(int count) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append(i == 0 ? "" : " ").append(word(skewed(VOCABULARY)));
    }
    return text.toString();
  }

  /** So many hexadecimal digits. */
  String hex(int digits) {
    StringBuilder text = new StringBuilder(digits);
    for (int i = 0; i < digits; i++) {
      text.append(Character.forDigit(random.nextInt(16), 16));
    }
    return text.toString();
  }

  /** The word of a number, always the same. */
  static String word(int number) {
    int left = number;
    StringBuilder word = new StringBuilder();
    do {
      word.append(SYLLABLES[left % SYLLABLES.length]);
      left /= SYLLABLES.length;
    } while (left > 0);
    return word.append(SYLLABLES[number * 7 % SYLLABLES.length]).toString();
  }

  /** The same as a class is called. */
  static String name(int number) {
    String word = word(number);
    return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
  }
}
