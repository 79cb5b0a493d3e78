// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.grouping;

import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A stretch of a message between spaces, quotes and brackets: where it ends, and what is left of it
 * without its parameters.
 */
final class Token {
  private static final String PART = "_.:/@%+-#$~\\";
  private static final String URL_END = "\"'`<>()[]{}”’»";

  private static final Set<String> CALENDAR =
      Set.of(
          "jan",
          "feb",
          "mar",
          "apr",
          "may",
          "jun",
          "jul",
          "aug",
          "sep",
          "oct",
          "nov",
          "dec",
          "january",
          "february",
          "march",
          "april",
          "june",
          "july",
          "august",
          "september",
          "october",
          "november",
          "december",
          "mon",
          "tue",
          "wed",
          "thu",
          "fri",
          "sat",
          "sun");

  private static final Set<String> VENDORS = Set.of("ORA", "PLS", "TNS");

  private Token() {}

  /** Whether a character belongs to tokens. */
  static boolean isPart(char c) {
    return Character.isLetterOrDigit(c) || Character.isSurrogate(c) || PART.indexOf(c) >= 0;
  }

  /** Where the token ends that starts here. */
  static int end(String text, int start) {
    int end = start + 1;
    while (end < text.length() && isPart(text.charAt(end))) {
      end++;
    }
    return end;
  }

  /** Where a token ends without the marks that end a sentence. */
  static int endOfWords(String text, int start, int end) {
    int last = end;
    while (last > start + 1 && ".:".indexOf(text.charAt(last - 1)) >= 0) {
      last--;
    }
    return last;
  }

  /** Whether a token begins as URLs do. */
  static boolean hasScheme(String token) {
    int mark = token.indexOf("://");
    return mark > 1 && Character.isLetter(token.charAt(0));
  }

  /** Where the URL ends whose first part ends here. */
  static int endOfUrl(String text, int from) {
    int end = from;
    while (end < text.length() && text.charAt(end) > ' ' && URL_END.indexOf(text.charAt(end)) < 0) {
      end++;
    }
    while (end > from && ".,:;!?".indexOf(text.charAt(end - 1)) >= 0) {
      end--;
    }
    return end;
  }

  static boolean isCalendarName(String token) {
    return token.length() >= 3
        && token.length() <= 9
        && Character.isUpperCase(token.charAt(0))
        && CALENDAR.contains(token.toLowerCase(Locale.ROOT));
  }

  /**
   * Writes a token without its parameters.
   *
   * @param marks takes the kinds of parameters
   * @param out takes the rest
   */
  static void mask(String token, Consumer<String> marks, StringBuilder out) {
    if (isPlain(token)) {
      out.append(token);
      return;
    }
    String kind = Kind.of(token);
    int at = token.indexOf('@');
    if (!kind.isEmpty()) {
      marks.accept(kind);
    } else if (at > 0 && Digits.isHex(token, at + 1, token.length())) {
      maskAtoms(Names.type(token.substring(0, at)), marks, out);
      out.append("@<hash>");
    } else if (at > 0 && at + 1 < token.length()) {
      marks.accept("<email>");
    } else {
      maskAtoms(Names.type(token), marks, out);
    }
  }

  /** Whether it is a word or name, which most are. */
  private static boolean isPlain(String token) {
    for (int i = 0; i < token.length(); i++) {
      char c = token.charAt(i);
      if (Digits.isDigit(c) || c == '@' || c == '$' || c == '\\' || c == '/' || c == '~') {
        return false;
      }
    }
    return !token.contains("::");
  }

  /** Writes the parts of a token between its marks. */
  private static void maskAtoms(String token, Consumer<String> marks, StringBuilder out) {
    boolean vendor =
        token.length() > 4 && token.charAt(3) == '-' && VENDORS.contains(token.substring(0, 3));
    int i = 0;
    while (i < token.length()) {
      if (Digits.isUuid(token, i)) {
        marks.accept("<uuid>");
        i += 36;
        continue;
      }
      int end = i;
      boolean digits = false;
      while (end < token.length() && Character.isLetterOrDigit(token.charAt(end))) {
        digits |= Digits.isDigit(token.charAt(end++));
      }
      if (end == i) {
        out.append(token.charAt(i++));
      } else {
        maskAtom(token.substring(i, end), digits && !vendor, marks, out);
        i = end;
      }
    }
  }

  private static void maskAtom(
      String atom, boolean digits, Consumer<String> marks, StringBuilder out) {
    if (!digits) {
      out.append(atom);
    } else if (Digits.areDigits(atom, 0, atom.length())) {
      marks.accept("<n>");
    } else if (atom.length() >= 6 && Digits.isHex(atom, 0, atom.length())) {
      marks.accept("<hex>");
    } else if (changes(atom) >= 3) {
      marks.accept("<id>");
    } else {
      for (int i = 0; i < atom.length(); i++) {
        if (!Digits.isDigit(atom.charAt(i))) {
          out.append(atom.charAt(i));
        } else if (i == 0 || !Digits.isDigit(atom.charAt(i - 1))) {
          out.append("<n>");
        }
      }
    }
  }

  private static int changes(String atom) {
    int changes = 0;
    for (int i = 1; i < atom.length(); i++) {
      changes += Digits.isDigit(atom.charAt(i)) != Digits.isDigit(atom.charAt(i - 1)) ? 1 : 0;
    }
    return changes;
  }
}
