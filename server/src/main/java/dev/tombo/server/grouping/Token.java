// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.grouping;

import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A stretch of a message between spaces, quotes and brackets: tells what kind of parameter it is,
 * as a whole or in parts. Every test reads it once at most.
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

  private static final Set<String> UNITS =
      Set.of(
          "ns", "us", "µs", "ms", "s", "sec", "secs", "m", "min", "mins", "h", "hr", "hrs", "d",
          "b", "kb", "mb", "gb", "tb", "kib", "mib", "gib", "bytes", "px", "x", "%", "k");

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
    String kind = kind(token);
    int at = token.indexOf('@');
    if (!kind.isEmpty()) {
      marks.accept(kind);
    } else if (at > 0 && isHex(token, at + 1, token.length())) {
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
      if (isDigit(c) || c == '@' || c == '$' || c == '\\' || c == '/' || c == '~') {
        return false;
      }
    }
    return !token.contains("::");
  }

  /** What a token is as a whole; empty for none of these. */
  private static String kind(String token) {
    char first = token.charAt(0);
    if (isPath(token)) {
      return "<path>";
    }
    if (isUuid(token, 0) && token.length() == 36) {
      return "<uuid>";
    }
    if (token.startsWith("0x") || token.startsWith("0X")) {
      return isHex(token, 2, token.length()) ? "<hex>" : "";
    }
    if (isVersion6Address(token)) {
      return "<ip>";
    }
    if (isDigit(first) || ((first == '-' || first == '+') && token.length() > 1)) {
      return numeric(token);
    }
    return isPeriod(token) ? "<n>" : isSecret(token) ? "<id>" : "";
  }

  private static boolean isPath(String token) {
    boolean rooted =
        token.startsWith("/")
            || token.startsWith("./")
            || token.startsWith("../")
            || token.startsWith("~/")
            || token.startsWith("\\\\");
    boolean drive =
        token.length() > 3
            && token.charAt(1) == ':'
            && (token.charAt(2) == '\\' || token.charAt(2) == '/')
            && Character.isLetter(token.charAt(0));
    return drive || (rooted && token.length() > 2);
  }

  /** A number, date, time, address or duration. */
  private static String numeric(String token) {
    int groups = 0;
    int i = token.charAt(0) == '-' || token.charAt(0) == '+' ? 1 : 0;
    StringBuilder shape = new StringBuilder(8);
    while (i < token.length() && isDigit(token.charAt(i)) && groups < 9) {
      int start = i;
      while (i < token.length() && isDigit(token.charAt(i))) {
        i++;
      }
      groups++;
      shape.append(i - start == 4 ? 'y' : 'd');
      boolean joined =
          i + 1 < token.length()
              && ".:-/,".indexOf(token.charAt(i)) >= 0
              && isDigit(token.charAt(i + 1));
      if (!joined) {
        break;
      }
      shape.append(token.charAt(i++));
    }
    String rest = token.substring(i);
    return numeric(shape.toString(), rest);
  }

  private static String numeric(String shape, String rest) {
    if (shape.equals("d.d.d.d") && (rest.isEmpty() || rest.charAt(0) == ':')) {
      return "<ip>";
    }
    if (shape.startsWith("d.d.d.d:") || shape.startsWith("d.d.d.d/")) {
      return "<ip>";
    }
    boolean date =
        shape.startsWith("y-d-d")
            || shape.startsWith("y/d/d")
            || shape.startsWith("d/d/y")
            || shape.startsWith("d.d.y")
            || shape.startsWith("d-d-y")
            || shape.equals("d:d")
            || shape.startsWith("d:d:d");
    if (date && (rest.isEmpty() || isTimeRest(rest))) {
      return "<date>";
    }
    boolean number = shape.indexOf(":") < 0 && shape.indexOf("/") < 0 && shape.indexOf("-") < 0;
    if (number && (rest.isEmpty() || isExponent(rest))) {
      return "<n>";
    }
    boolean measured = UNITS.contains(rest.toLowerCase(Locale.ROOT)) || isDuration(rest);
    return number && measured ? "<n>" : "";
  }

  /** The rest of a duration such as 1h30m. */
  private static boolean isDuration(String rest) {
    for (int i = 0; i < rest.length(); i++) {
      if (!isDigit(rest.charAt(i)) && ".hmsdunµ".indexOf(rest.charAt(i)) < 0) {
        return false;
      }
    }
    return "hms".indexOf(rest.charAt(rest.length() - 1)) >= 0;
  }

  /** What may follow a date: a time, a zone. */
  private static boolean isTimeRest(String rest) {
    for (int i = 0; i < rest.length(); i++) {
      char c = rest.charAt(i);
      if (!isDigit(c) && "TZ:.,+-_".indexOf(c) < 0) {
        return false;
      }
    }
    return true;
  }

  private static boolean isExponent(String rest) {
    int start = rest.length() > 1 && "+-".indexOf(rest.charAt(1)) >= 0 ? 2 : 1;
    return "eE".indexOf(rest.charAt(0)) >= 0 && areDigits(rest, start, rest.length());
  }

  /** A duration of ISO 8601, such as PT0.3S. */
  private static boolean isPeriod(String token) {
    boolean period = token.startsWith("PT") || (token.startsWith("P") && isDigit(second(token)));
    for (int i = 1; period && i < token.length(); i++) {
      period = isDigit(token.charAt(i)) || "TDHMSWY.-".indexOf(token.charAt(i)) >= 0;
    }
    return period && token.length() > 2;
  }

  private static char second(String token) {
    return token.length() > 1 ? token.charAt(1) : ' ';
  }

  private static boolean isVersion6Address(String token) {
    int colons = 0;
    for (int i = 0; i < token.length(); i++) {
      char c = token.charAt(i);
      colons += c == ':' ? 1 : 0;
      if (c != ':' && c != '.' && !isHexDigit(c)) {
        return false;
      }
    }
    return token.contains("::") || colons == 7 || (colons == 5 && token.length() == 17);
  }

  /** Long, and of digits, capitals and small letters without order, as keys and tokens are. */
  private static boolean isSecret(String token) {
    int digits = 0;
    int capitals = 0;
    int changes = 0;
    for (int i = 0; i < token.length(); i++) {
      char c = token.charAt(i);
      digits += isDigit(c) ? 1 : 0;
      capitals += Character.isUpperCase(c) ? 1 : 0;
      changes += i > 0 && isDigit(c) != isDigit(token.charAt(i - 1)) ? 1 : 0;
      if (c == ':' || c == '$') {
        return false;
      }
    }
    return token.length() >= 20
        && digits >= 2
        && capitals >= 2
        && changes >= 4
        && capitals + digits < token.length();
  }

  /** Writes the parts of a token between its marks. */
  private static void maskAtoms(String token, Consumer<String> marks, StringBuilder out) {
    boolean vendor =
        token.length() > 4 && token.charAt(3) == '-' && VENDORS.contains(token.substring(0, 3));
    int i = 0;
    while (i < token.length()) {
      if (isUuid(token, i)) {
        marks.accept("<uuid>");
        i += 36;
        continue;
      }
      int end = i;
      boolean digits = false;
      while (end < token.length() && Character.isLetterOrDigit(token.charAt(end))) {
        digits |= isDigit(token.charAt(end++));
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
    } else if (areDigits(atom, 0, atom.length())) {
      marks.accept("<n>");
    } else if (atom.length() >= 6 && isHex(atom, 0, atom.length())) {
      marks.accept("<hex>");
    } else if (changes(atom) >= 3) {
      marks.accept("<id>");
    } else {
      for (int i = 0; i < atom.length(); i++) {
        if (!isDigit(atom.charAt(i))) {
          out.append(atom.charAt(i));
        } else if (i == 0 || !isDigit(atom.charAt(i - 1))) {
          out.append("<n>");
        }
      }
    }
  }

  private static int changes(String atom) {
    int changes = 0;
    for (int i = 1; i < atom.length(); i++) {
      changes += isDigit(atom.charAt(i)) != isDigit(atom.charAt(i - 1)) ? 1 : 0;
    }
    return changes;
  }

  private static boolean isUuid(String text, int start) {
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

  private static boolean isHex(String text, int start, int end) {
    for (int i = start; i < end; i++) {
      if (!isHexDigit(text.charAt(i))) {
        return false;
      }
    }
    return end > start;
  }

  private static boolean areDigits(String text, int start, int end) {
    for (int i = start; i < end; i++) {
      if (!isDigit(text.charAt(i))) {
        return false;
      }
    }
    return end > start;
  }

  private static boolean isHexDigit(char c) {
    return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
