// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.ingest;

/**
 * Tells the number of a payment card (ISO/IEC 7812) in a text: digits in groups or in one, of an
 * issuer's beginning and length, the last of which fits the others (Luhn).
 */
final class CardNumber {
  private static final int SHORTEST = 13;
  private static final int LONGEST = 19;

  private CardNumber() {}

  /** Returns where the number that begins here ends, or -1 if there is none. */
  static int end(String text, int start) {
    StringBuilder digits = new StringBuilder();
    int end = -1;
    for (int i = start; i < text.length() && digits.length() <= LONGEST; i++) {
      char c = text.charAt(i);
      if (c >= '0' && c <= '9') {
        digits.append(c);
        end = i + 1;
      } else if (!isSeparator(text, i)) {
        break;
      }
    }
    boolean ends = end >= 0 && (end == text.length() || !isWord(text.charAt(end)));
    return ends && isIssued(digits) && fits(digits) ? end : -1;
  }

  /** A single blank or dash between two digits. */
  private static boolean isSeparator(String text, int at) {
    char c = text.charAt(at);
    return (c == ' ' || c == '-')
        && at + 1 < text.length()
        && Character.isDigit(text.charAt(at + 1));
  }

  private static boolean isWord(char c) {
    return Character.isLetterOrDigit(c) || c == '_';
  }

  private static boolean isIssued(StringBuilder digits) {
    int length = digits.length();
    if (length < SHORTEST || length > LONGEST) {
      return false;
    }
    int two = Integer.parseInt(digits.substring(0, 2));
    int four = Integer.parseInt(digits.substring(0, 4));
    return switch (two / 10) {
      case 3 -> (two == 34 || two == 37) ? length == 15 : length == 14 || length == 16;
      case 4 -> length == 13 || length == 16 || length == 19;
      case 5, 6 -> length >= 16;
      default -> four >= 2221 && four <= 2720 && length == 16;
    };
  }

  private static boolean fits(StringBuilder digits) {
    int sum = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = digits.charAt(digits.length() - 1 - i) - '0';
      int weighted = i % 2 == 0 ? digit : 2 * digit;
      sum += weighted > 9 ? weighted - 9 : weighted;
    }
    return sum % 10 == 0;
  }
}
