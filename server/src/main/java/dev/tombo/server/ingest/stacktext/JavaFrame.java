// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.ingest.stacktext;

import dev.tombo.server.model.Frame;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a frame as {@code StackTraceElement.toString} prints it. Pure. */
final class JavaFrame {
  private static final int MAX_DIGITS = 9;

  private JavaFrame() {}

  /**
   * Reads {@code loader/module@version/com.acme.Order.place(Order.java:42) ~[shop.jar:1.4]}; null
   * if it is none.
   */
  static @Nullable Frame parse(String line) {
    int close = line.lastIndexOf(')');
    int open = close < 0 ? -1 : line.lastIndexOf('(', close);
    int dot = open < 0 ? -1 : line.lastIndexOf('.', open - 1);
    String tail = close < 0 ? "" : line.substring(close + 1).strip();
    if (dot <= 0 || dot + 1 == open || line.charAt(open - 1) == ' ' || !isPackaging(tail)) {
      return null;
    }
    String name = className(line.substring(0, dot));
    String place = line.substring(open + 1, close);
    boolean unknown = place.equals("Unknown Source");
    boolean inNative = place.equals("Native Method");
    int colon = place.lastIndexOf(':');
    int number = colon < 0 ? -1 : number(place.substring(colon + 1));
    String file = number < 0 ? place : place.substring(0, colon);
    if (name.isEmpty() || !isName(name)) {
      return null;
    }
    return new Frame(
        name,
        line.substring(dot + 1, open),
        unknown || inNative || file.isEmpty() ? null : file,
        number < 0 ? null : number,
        null,
        module(tail),
        null,
        inNative ? Boolean.TRUE : null,
        null,
        Map.of());
  }

  /** A number of a few digits, or -1. */
  static int number(String digits) {
    boolean fits = !digits.isEmpty() && digits.length() <= MAX_DIGITS;
    return fits && digits.chars().allMatch(c -> c >= '0' && c <= '9')
        ? Integer.parseInt(digits)
        : -1;
  }

  /**
   * The class without the loader and module before it. What follows the slash of a hidden class is
   * part of its name.
   */
  private static String className(String qualified) {
    int slash = qualified.lastIndexOf('/');
    if (slash >= 0 && qualified.startsWith("0x", slash + 1)) {
      slash = qualified.lastIndexOf('/', slash - 1);
    }
    return qualified.substring(slash + 1);
  }

  private static boolean isName(String name) {
    return name.chars().allMatch(c -> c > ' ' && c != '(' && c != ')' && c != ':');
  }

  /** What Logback and Log4j say of where a class came from. */
  private static boolean isPackaging(String tail) {
    return tail.isEmpty()
        || (tail.endsWith("]") && (tail.startsWith("[") || tail.startsWith("~[")));
  }

  /** The jar of {@code ~[shop-1.4.jar:1.4]}; null where that is not known. */
  private static @Nullable String module(String tail) {
    if (tail.isEmpty()) {
      return null;
    }
    String inside = tail.substring(tail.indexOf('[') + 1, tail.length() - 1);
    int colon = inside.lastIndexOf(':');
    String jar = colon < 0 ? inside : inside.substring(0, colon);
    return jar.isEmpty() || jar.equals("na") || jar.equals("?") ? null : jar;
  }
}
