// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.grouping;

/** Tells numbers in texts, in ASCII only: other digits are not written by programs. */
final class Digits {
  private Digits() {}

  static boolean isUuid(String text, int start) {
    if (text.length() < start + 36 || text.charAt(start + 8) != '-') {
      return false;
    }
    for (int i = 0; i < 36; i++) {
      char c = text.charAt(start + i);
      boolean dash = i == 8 || i == 13 || i == 18 || i == 23;
      if (dash ? c != '-' : !isHexDigit(c)) {
        return false;
      }
    }
    int end = start + 36;
    return end == text.length() || !Character.isLetterOrDigit(text.charAt(end));
  }

  static boolean isHex(String text, int start, int end) {
    for (int i = start; i < end; i++) {
      if (!isHexDigit(text.charAt(i))) {
        return false;
      }
    }
    return end > start;
  }

  static boolean areDigits(String text, int start, int end) {
    for (int i = start; i < end; i++) {
      if (!isDigit(text.charAt(i))) {
        return false;
      }
    }
    return end > start;
  }

  static boolean isHexDigit(char c) {
    return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
  }

  static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
