// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.model;

import java.util.Optional;

/** What people may call a project or a token. */
public final class Names {
  /** What a name is, in words. */
  public static final String FORM = "1 to 200 characters in one line";

  private static final int MAX_LENGTH = 200;

  private Names() {}

  /** The name without spaces around it; empty if it is none. */
  public static Optional<String> parse(String text) {
    String name = text.strip();
    long length = name.codePointCount(0, name.length());
    return length >= 1 && length <= MAX_LENGTH && name.codePoints().allMatch(Names::allowed)
        ? Optional.of(name)
        : Optional.empty();
  }

  /** Not what ends a line, moves a terminal's cursor, or no database stores. */
  private static boolean allowed(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
