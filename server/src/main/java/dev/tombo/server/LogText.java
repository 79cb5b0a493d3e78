// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server;

/** Makes text safe to show on one line of a terminal or a log. */
final class LogText {
  private LogText() {}

  /**
   * The text with every control character, and whatever reorders or breaks lines, written as Java
   * writes it in a literal: what others sent forges no line and moves no cursor.
   */
  static String escaped(CharSequence text) {
    StringBuilder safe = new StringBuilder(text.length() + 16);
    text.codePoints().forEach(c -> append(safe, c));
    return safe.toString();
  }

  private static void append(StringBuilder safe, int c) {
    switch (c) {
      case '\n' -> safe.append("\\n");
      case '\r' -> safe.append("\\r");
      case '\t' -> safe.append("\\t");
      default -> {
        if (isUnsafe(c)) {
          safe.append("\\u%04x".formatted(c));
        } else {
          safe.appendCodePoint(c);
        }
      }
    }
  }

  private static boolean isUnsafe(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }
}
