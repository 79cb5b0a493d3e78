// SPDX-License-Identifier: Apache-2.0
package dev.tombo;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Redacts what looks like a secret in a text: the values of secret keys, credentials of HTTP and of
 * addresses, JSON web tokens, private keys, tokens with a well-known beginning and card numbers.
 *
 * <p>It walks through the text once. From no place does it look back further than a key may be
 * long, nor ahead further than what it then redacts or a fixed distance: linear, whatever the text.
 */
final class Secrets {
  static final String REDACTED = "[redacted]";

  private static final int MAX_USER_INFO = 256;

  /** Beginnings of tokens that are told by them: GitHub, GitLab, AWS, Google, Slack, Stripe. */
  private static final String[] BEGINNINGS = {
    "ghp_",
    "gho_",
    "ghs_",
    "ghu_",
    "ghr_",
    "github_pat_",
    "glpat-",
    "AKIA",
    "ASIA",
    "AIza",
    "xoxb-",
    "xoxp-",
    "xoxa-",
    "xoxr-",
    "xoxs-",
    "sk_live_",
    "rk_live_",
    "sk_test_",
  };

  private final SecretKeys keys;
  private final String text;
  private @Nullable StringBuilder out;

  /** How much of the text is in {@code out} already. */
  private int copied;

  private Secrets(SecretKeys keys, String text) {
    this.keys = keys;
    this.text = text;
  }

  /** Returns the very text if there is nothing to redact. */
  static String redact(SecretKeys keys, String text) {
    Secrets secrets = new Secrets(keys, text);
    for (int i = 0; i < text.length(); ) {
      i = secrets.step(i);
    }
    return secrets.finish();
  }

  /** Returns true if a value that follows the text up to here is that of a secret key. */
  static boolean expectsSecret(SecretKeys keys, String text, int end) {
    int at = end - 1;
    while (at > 0 && (text.charAt(at) == ' ' || isQuote(text.charAt(at)))) {
      at--;
    }
    boolean assigned = at > 0 && (text.charAt(at) == '=' || text.charAt(at) == ':');
    return assigned && new Secrets(keys, text).isSecret(at);
  }

  /** Looks at one place and returns the next. */
  private int step(int at) {
    char c = text.charAt(at);
    if (c == '=' || c == ':') {
      int userInfo = c == ':' && text.startsWith("://", at) ? userInfo(at + 3) : -1;
      return userInfo > 0 ? userInfo : assignment(at);
    }
    if (c == '-' && text.startsWith("-----BEGIN", at)) {
      return privateKey(at);
    }
    if (at > 0 && isWord(text.charAt(at - 1))) {
      return at + 1;
    }
    if (c >= '2' && c <= '6') {
      int end = CardNumber.end(text, at);
      return end < 0 ? at + 1 : redact(at, end);
    }
    return token(at, c);
  }

  private int token(int at, char c) {
    if (c == 'e' && text.startsWith("eyJ", at)) {
      return webToken(at);
    }
    if (c == 'b' || c == 'B') {
      return credentials(at);
    }
    for (String beginning : BEGINNINGS) {
      if (c == beginning.charAt(0) && text.startsWith(beginning, at)) {
        int end = tokenEnd(at);
        return end - at >= 16 ? redact(at, end) : end;
      }
    }
    return at + 1;
  }

  /** A key, the sign at this place, and a value. */
  private int assignment(int at) {
    if (!isSecret(at)) {
      return at + 1;
    }
    String key = keyBefore(at);
    int start = at + 1;
    while (start < text.length() && text.charAt(start) == ' ') {
      start++;
    }
    boolean spaced = start > at + 1;
    boolean quoted = start < text.length() && isQuote(text.charAt(start));
    int end = quoted ? quoteEnd(start) : valueEnd(start, isHeader(key));
    int from = quoted ? start + 1 : start;
    boolean prose = text.charAt(at) == ':' && spaced && !quoted && isProse(key, from, end);
    boolean placeholder = from < text.length() && "{%$".indexOf(text.charAt(from)) >= 0;
    return end <= from || prose || placeholder ? at + 1 : redact(from, end);
  }

  /** Whether a secret key stands before the sign at this place. */
  private boolean isSecret(int at) {
    String key = keyBefore(at);
    return text.startsWith(": ", at) ? keys.containName(key) : keys.contain(key);
  }

  /** As in "Unexpected token: foo", where only a password or what looks random is a secret. */
  private boolean isProse(String key, int from, int end) {
    boolean sure = isHeader(key) || key.toLowerCase(Locale.ROOT).matches(".*(pass|secret|senha).*");
    return !sure && !(end - from >= 16 && hasDigit(from, end));
  }

  private static boolean isHeader(String key) {
    String lower = key.toLowerCase(Locale.ROOT);
    return lower.endsWith("authorization") || lower.endsWith("cookie");
  }

  private String keyBefore(int at) {
    int end = at;
    while (end > 0
        && (isQuote(text.charAt(end - 1)) || text.charAt(end - 1) == ' ')
        && at - end < 3) {
      end--;
    }
    int start = end;
    while (start > 0 && end - start < SecretKeys.MAX && isKey(text.charAt(start - 1))) {
      start--;
    }
    return text.substring(start, end);
  }

  /** Headers go to the end of the line, for there are blanks in them. */
  private int valueEnd(int start, boolean header) {
    int end = start;
    while (end < text.length()) {
      char c = text.charAt(end);
      boolean ends = header ? "\r\n\"'}]".indexOf(c) >= 0 : " \t\r\n,;&)}]\"'<>".indexOf(c) >= 0;
      if (ends) {
        break;
      }
      end++;
    }
    return end;
  }

  private int quoteEnd(int start) {
    char quote = text.charAt(start);
    int end = start + 1;
    while (end < text.length() && text.charAt(end) != quote) {
      end += text.charAt(end) == '\\' ? 2 : 1;
    }
    return Math.min(end, text.length());
  }

  /** The password in {@code scheme://user:password@host}. */
  private int userInfo(int start) {
    int colon = -1;
    for (int i = start; i < text.length() && i - start < MAX_USER_INFO; i++) {
      char c = text.charAt(i);
      if (c == '@') {
        return colon < 0 || colon + 1 == i ? -1 : redact(colon + 1, i);
      }
      if (c == ':' && colon < 0) {
        colon = i;
      } else if (c == '/' || c == '?' || c == '#' || c <= ' ' || c == '"') {
        return -1;
      }
    }
    return -1;
  }

  private int privateKey(int at) {
    int lineEnd = text.indexOf("-----", at + 10);
    if (lineEnd < 0 || lineEnd - at > 64 || !text.substring(at, lineEnd).contains("PRIVATE KEY")) {
      return at + 10;
    }
    int end = text.indexOf("-----END", lineEnd);
    return redact(lineEnd + 5, end < 0 ? text.length() : end);
  }

  /** Three parts of Base64, of which the first begins as that of an object does. */
  private int webToken(int at) {
    int first = tokenEnd(at);
    if (first - at < 10 || first >= text.length() || text.charAt(first) != '.') {
      return first;
    }
    int second = tokenEnd(first + 1);
    boolean signed = second < text.length() && text.charAt(second) == '.';
    return second - first < 4 ? second : redact(at, signed ? tokenEnd(second + 1) : second);
  }

  /** {@code Bearer} or {@code Basic} and what follows. */
  private int credentials(int at) {
    boolean bearer = text.regionMatches(true, at, "bearer ", 0, 7);
    if (!bearer && !text.regionMatches(true, at, "basic ", 0, 6)) {
      return at + 1;
    }
    int start = at + (bearer ? 7 : 6);
    int end = start;
    while (end < text.length()
        && (isToken(text.charAt(end)) || "./+=~".indexOf(text.charAt(end)) >= 0)) {
      end++;
    }
    return end - start >= 8 && hasDigit(start, end) ? redact(start, end) : start;
  }

  private int tokenEnd(int start) {
    int end = start;
    while (end < text.length() && isToken(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private boolean hasDigit(int from, int to) {
    for (int i = from; i < to; i++) {
      if (Character.isDigit(text.charAt(i))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isToken(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '_'
        || c == '-';
  }

  private static boolean isWord(char c) {
    return Character.isLetterOrDigit(c) || c == '_';
  }

  private static boolean isKey(char c) {
    return isWord(c) || c == '-' || c == '.';
  }

  private static boolean isQuote(char c) {
    return c == '"' || c == '\'';
  }

  private int redact(int from, int to) {
    StringBuilder target = out == null ? new StringBuilder(text.length()) : out;
    target.append(text, copied, from).append(REDACTED);
    out = target;
    copied = to;
    return Math.max(to, from + 1);
  }

  private String finish() {
    return out == null ? text : out.append(text, copied, text.length()).toString();
  }
}
