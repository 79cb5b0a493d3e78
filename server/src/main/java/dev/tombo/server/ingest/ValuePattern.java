// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.ingest;

/**
 * A form of values that a project takes for secrets: text in which {@code #} stands for a digit,
 * {@code ?} for a letter or digit, and {@code *} at its end for all letters, digits, dashes and
 * underscores that follow; <code>\\</code> takes its meaning from the next one. It is found where a
 * word begins and where it ends with one. No part of it may be read in two ways, so that matching
 * takes no longer than the pattern is long. Immutable.
 */
final class ValuePattern {
  static final int LONGEST = 100;

  private static final int LEAST = 4;
  private static final char DIGIT = '\uffff';
  private static final char WORD = '\ufffe';

  private final String elements;
  private final boolean open;

  private ValuePattern(String elements, boolean open) {
    this.elements = elements;
    this.open = open;
  }

  /**
   * Reads a pattern.
   *
   * @throws IllegalArgumentException saying what of it is wrong
   */
  static ValuePattern of(String text) {
    StringBuilder elements = new StringBuilder();
    boolean open = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (open) {
        throw new IllegalArgumentException("* is not at the end");
      }
      open = c == '*';
      if (c == '\\') {
        i++;
        if (i == text.length()) {
          throw new IllegalArgumentException("nothing follows the last \\");
        }
        c = text.charAt(i);
        elements.append(c);
      } else if (!open) {
        elements.append(c == '#' ? DIGIT : c == '?' ? WORD : c);
      }
    }
    if (elements.length() < LEAST) {
      throw new IllegalArgumentException(
          "fewer than " + LEAST + " characters, it would match too much");
    }
    char first = elements.charAt(0);
    if (first != DIGIT && first != WORD && !isWord(first)) {
      throw new IllegalArgumentException("does not begin with a letter, a digit, # or ?");
    }
    return new ValuePattern(elements.toString(), open);
  }

  /** Where what begins here ends, or -1 if it is of another form. */
  int end(String text, int start) {
    int end = start + elements.length();
    if (end > text.length()) {
      return -1;
    }
    for (int i = 0; i < elements.length(); i++) {
      if (!matches(elements.charAt(i), text.charAt(start + i))) {
        return -1;
      }
    }
    if (open) {
      while (end < text.length() && (isWord(text.charAt(end)) || text.charAt(end) == '-')) {
        end++;
      }
      return end;
    }
    boolean within =
        end < text.length() && isWord(text.charAt(end)) && isWord(text.charAt(end - 1));
    return within ? -1 : end;
  }

  private static boolean matches(char element, char c) {
    return switch (element) {
      case DIGIT -> c >= '0' && c <= '9';
      case WORD -> Character.isLetterOrDigit(c);
      default -> element == c;
    };
  }

  private static boolean isWord(char c) {
    return Character.isLetterOrDigit(c) || c == '_';
  }
}
