// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.grouping;

import java.util.Locale;
import java.util.Set;

/** Tells what kind of parameter a token is as a whole. Every test reads it once at most. */
final class Kind {
  private static final Set<String> UNITS =
      Set.of(
          "ns", "us", "µs", "ms", "s", "sec", "secs", "m", "min", "mins", "h", "hr", "hrs", "d",
          "b", "kb", "mb", "gb", "tb", "kib", "mib", "gib", "bytes", "px", "x", "%", "k");

  private Kind() {}

  /** What a token is as a whole; empty for none of these. */
  static String of(String token) {
    char first = token.charAt(0);
    if (isPath(token)) {
      return "<path>";
    }
    if (Digits.isUuid(token, 0) && token.length() == 36) {
      return "<uuid>";
    }
    if (token.startsWith("0x") || token.startsWith("0X")) {
      return Digits.isHex(token, 2, token.length()) ? "<hex>" : "";
    }
    if (isVersion6Address(token)) {
      return "<ip>";
    }
    if (Digits.isDigit(first) || ((first == '-' || first == '+') && token.length() > 1)) {
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
    while (i < token.length() && Digits.isDigit(token.charAt(i)) && groups < 9) {
      int start = i;
      while (i < token.length() && Digits.isDigit(token.charAt(i))) {
        i++;
      }
      groups++;
      shape.append(i - start == 4 ? 'y' : 'd');
      boolean joined =
          i + 1 < token.length()
              && ".:-/,".indexOf(token.charAt(i)) >= 0
              && Digits.isDigit(token.charAt(i + 1));
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
      if (!Digits.isDigit(rest.charAt(i)) && ".hmsdunµ".indexOf(rest.charAt(i)) < 0) {
        return false;
      }
    }
    return !rest.isEmpty() && "hms".indexOf(rest.charAt(rest.length() - 1)) >= 0;
  }

  /** What may follow a date: a time, a zone. */
  private static boolean isTimeRest(String rest) {
    for (int i = 0; i < rest.length(); i++) {
      char c = rest.charAt(i);
      if (!Digits.isDigit(c) && "TZ:.,+-_".indexOf(c) < 0) {
        return false;
      }
    }
    return true;
  }

  private static boolean isExponent(String rest) {
    int start = rest.length() > 1 && "+-".indexOf(rest.charAt(1)) >= 0 ? 2 : 1;
    return "eE".indexOf(rest.charAt(0)) >= 0 && Digits.areDigits(rest, start, rest.length());
  }

  /** A duration of ISO 8601, such as PT0.3S. */
  private static boolean isPeriod(String token) {
    boolean period =
        token.startsWith("PT") || (token.startsWith("P") && Digits.isDigit(second(token)));
    for (int i = 1; period && i < token.length(); i++) {
      period = Digits.isDigit(token.charAt(i)) || "TDHMSWY.-".indexOf(token.charAt(i)) >= 0;
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
      if (c != ':' && c != '.' && !Digits.isHexDigit(c)) {
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
      digits += Digits.isDigit(c) ? 1 : 0;
      capitals += Character.isUpperCase(c) ? 1 : 0;
      changes += i > 0 && Digits.isDigit(c) != Digits.isDigit(token.charAt(i - 1)) ? 1 : 0;
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
}
