// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.grouping;

import java.util.Locale;
import java.util.Set;

/**
 * The wording of a message: what it says whatever the parameters. Each stretch of text that is no
 * space is looked at once and by a bounded number of tests, so that no text takes longer than in
 * proportion to its length. Used once.
 */
final class Wording {
  /** Of a message as much counts: beyond it programs print data. */
  private static final int MOST_READ = 4_000;

  private static final int MOST_KEPT = 500;
  private static final int LONGEST_QUOTE = 256;
  private static final String QUOTES = "\"'`“‘«";
  private static final String CLOSING = "\"'`”’»";

  /** After these a number or code is part of what is said. */
  private static final Set<String> BEFORE_CODES =
      Set.of("sqlstate", "status", "code", "http", "http/1.1", "http/2", "errno", "errorcode");

  private final String text;
  private final StringBuilder out;
  private int at;
  private String before = "";

  private Wording(String text) {
    this.text = text;
    this.out = new StringBuilder(Math.min(text.length(), MOST_KEPT) + 32);
  }

  /** The wording of a message's first two lines. */
  static String of(String message) {
    String head = message.length() > MOST_READ ? message.substring(0, MOST_READ) : message;
    String lines = firstLines(head);
    String cause = withoutLocals(lines);
    String masked = cause.length() < lines.length() ? cause : mask(lines);
    return masked.length() > MOST_KEPT ? masked.substring(0, MOST_KEPT) : masked;
  }

  /** A text with its parameters replaced by their kinds. */
  static String mask(String text) {
    return new Wording(text).masked();
  }

  /** A text with each of its spaces made one, and none around it. */
  static String oneSpaced(String text) {
    StringBuilder spaced = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c > ' ') {
        spaced.append(c);
      } else if (!spaced.isEmpty() && spaced.charAt(spaced.length() - 1) != ' ') {
        spaced.append(' ');
      }
    }
    return spaced.toString().strip();
  }

  private static String firstLines(String message) {
    StringBuilder lines = new StringBuilder();
    int kept = 0;
    int start = 0;
    while (start < message.length() && kept < 2) {
      int end = message.indexOf('\n', start);
      end = end < 0 ? message.length() : end;
      String line = message.substring(start, end).strip();
      if (!line.isEmpty()) {
        lines.append(kept++ == 0 ? "" : " ").append(line);
      }
      start = end + 1;
    }
    return lines.toString();
  }

  /**
   * What the JVM says of a null without the part that names locals: that depends on how it was
   * compiled (JEP 358).
   */
  private static String withoutLocals(String message) {
    int because = message.startsWith("Cannot ") ? message.indexOf(" because \"") : -1;
    return because < 0 ? message : message.substring(0, because);
  }

  private String masked() {
    while (at < text.length()) {
      char c = text.charAt(at);
      int quote = QUOTES.indexOf(c);
      int end = quote < 0 ? -1 : closing(quote);
      if (end > 0) {
        put("<text>");
        at = end + 1;
      } else if (Token.isPart(c)) {
        end = Token.end(text, at);
        token(end);
      } else {
        other(c);
        at++;
      }
    }
    return out.toString();
  }

  /** Where quoted text ends that starts here; -1 if it does not. */
  private int closing(int quote) {
    boolean apostrophe = at > 0 && Character.isLetterOrDigit(text.charAt(at - 1));
    if (apostrophe) {
      return -1;
    }
    char close = CLOSING.charAt(quote);
    int most = Math.min(text.length(), at + LONGEST_QUOTE);
    for (int i = at + 1; i < most && text.charAt(i) != '\n'; i++) {
      boolean within =
          close == '\'' && i + 1 < text.length() && Character.isLetterOrDigit(text.charAt(i + 1));
      if (text.charAt(i) == close && !within) {
        return i;
      }
    }
    return -1;
  }

  private void other(char c) {
    if (c > ' ') {
      out.append(c);
    } else if (!out.isEmpty() && out.charAt(out.length() - 1) != ' ') {
      out.append(' ');
    }
  }

  private void token(int end) {
    int last = Token.endOfWords(text, at, end);
    String token = text.substring(at, last);
    String previous = before;
    before = token.length() <= 9 ? token.toLowerCase(Locale.ROOT) : "";
    if (Token.hasScheme(token)) {
      at = Token.endOfUrl(text, end);
      put("<url>");
      return;
    }
    if (isCode(previous, token)) {
      out.append(token);
    } else if (isCalendar(token, end)) {
      put("<date>");
    } else {
      Token.mask(token, this::put, out);
    }
    out.append(text, last, end);
    at = end;
  }

  private static boolean isCode(String last, String token) {
    return token.length() <= 5 && BEFORE_CODES.contains(last);
  }

  /** Whether a word is a month's or weekday's name beside a number. */
  private boolean isCalendar(String token, int end) {
    if (!Token.isCalendarName(token)) {
      return false;
    }
    int next = end;
    while (next < text.length() && next < end + 2 && " ,".indexOf(text.charAt(next)) >= 0) {
      next++;
    }
    boolean number = next < text.length() && Character.isDigit(text.charAt(next));
    return number || endsWithMark() || Token.isCalendarName(word(next));
  }

  private String word(int start) {
    int end = start;
    while (end < text.length() && end < start + 10 && Character.isLetter(text.charAt(end))) {
      end++;
    }
    return text.substring(start, end);
  }

  private boolean endsWithMark() {
    int last = out.length() - 1;
    while (last >= 0 && (out.charAt(last) == ' ' || out.charAt(last) == ',')) {
      last--;
    }
    return last >= 0 && out.charAt(last) == '>';
  }

  /** Puts a kind; of a list of one kind only one, since lists are of any length. */
  private void put(String mark) {
    int end = out.length();
    while (end > 0 && (out.charAt(end - 1) == ' ' || out.charAt(end - 1) == ',')) {
      end--;
    }
    int start = end - mark.length();
    boolean listed = end < out.length() && out.indexOf(",", end) == end;
    if (listed && start >= 0 && out.indexOf(mark, start) == start) {
      out.setLength(end);
    } else {
      out.append(mark);
    }
  }
}
