// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.ingest;

import java.util.regex.Pattern;

/** Makes texts that any database stores. */
public final class Texts {
  private static final char REPLACEMENT = '\uFFFD';

  /** The escape of U+0000 after an even number of backslashes, so that it is one. */
  private static final Pattern NUL_ESCAPE = Pattern.compile("(?<!\\\\)((?:\\\\\\\\)*+)\\\\u0000");

  private Texts() {}

  /** Replaces U+0000 and lone surrogates, which PostgreSQL and UTF-8 cannot hold. */
  public static String clean(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 0 || Character.isSurrogate(c)) {
        return cleanFrom(text, i);
      }
    }
    return text;
  }

  /** Does the same for the escape of U+0000 in a JSON text. */
  public static String cleanJson(String json) {
    return json.contains("\\u0000") ? NUL_ESCAPE.matcher(json).replaceAll("$1\\\\ufffd") : json;
  }

  /** The first {@code length} characters, not cutting a pair of surrogates. */
  public static String cut(String text, int length) {
    if (text.length() <= length) {
      return text;
    }
    return text.substring(
        0, Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length);
  }

  private static String cleanFrom(String text, int from) {
    StringBuilder clean = new StringBuilder(text);
    for (int i = from; i < clean.length(); i++) {
      char c = clean.charAt(i);
      boolean pair =
          Character.isHighSurrogate(c)
              && i + 1 < clean.length()
              && Character.isLowSurrogate(clean.charAt(i + 1));
      if (pair) {
        i++;
      } else if (c == 0 || Character.isSurrogate(c)) {
        clean.setCharAt(i, REPLACEMENT);
      }
    }
    return clean.toString();
  }
}
