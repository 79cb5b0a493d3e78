// SPDX-License-Identifier: Apache-2.0
package dev.tombo;

import org.jspecify.annotations.Nullable;

/** Strings from outside, made harmless: bounded in length, and read without letting a fault out. */
final class Text {
  /** Longest name or key kept, in chars. */
  static final int MAX_NAME = 1024;

  /** Longest single value of a tag, header, argument or context kept, in chars. */
  static final int MAX_VALUE = 16 * 1024;

  /** Longest message kept, in chars. */
  static final int MAX_MESSAGE = 64 * 1024;

  /** Room for the sign that a text was cut. */
  private static final int SIGN_LENGTH = 24;

  private static final char REPLACEMENT = '\uFFFD';

  private Text() {}

  /** Returns the text, or its beginning and a sign that it was cut. */
  static @Nullable String cutOrNull(@Nullable String text, int max) {
    return text == null ? null : cut(text, max);
  }

  /** Returns at most so many chars, the sign included: to cut twice changes nothing. */
  static String cut(String text, int max) {
    if (text.length() <= max) {
      return text;
    }
    int end = max - SIGN_LENGTH;
    if (Character.isHighSurrogate(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(0, end) + "... (" + (text.length() - end) + " more)";
  }

  /** Returns what {@code toString} says, or which fault it ended in. */
  static String of(@Nullable Object value, int max) {
    if (value == null) {
      return "null";
    }
    try {
      String text = value.toString();
      return text == null ? "null" : cut(text, max);
    } catch (Throwable fault) {
      return failed("toString", fault);
    }
  }

  /** Returns the text that stands for a value whose reading failed. */
  static String failed(String what, Throwable fault) {
    return "<" + what + " failed: " + fault.getClass().getName() + ">";
  }

  /** Returns the text with each half of a broken surrogate pair replaced: JSON cannot carry it. */
  static String wellFormed(String text) {
    StringBuilder repaired = null;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!Character.isSurrogate(c)) {
        continue;
      }
      if (i + 1 < text.length() && Character.isSurrogatePair(c, text.charAt(i + 1))) {
        i++;
        continue;
      }
      repaired = repaired == null ? new StringBuilder(text) : repaired;
      repaired.setCharAt(i, REPLACEMENT);
    }
    return repaired == null ? text : repaired.toString();
  }
}
