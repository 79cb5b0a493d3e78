// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.ingest;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Walks through one text for what is redacted in it: the values of secret keys, credentials of HTTP
 * and of addresses, JSON web tokens, private keys, tokens with a well-known beginning, card numbers
 * and the project's own forms. The client has the same walk. Not thread-safe.
 *
 * <p>From no place does it look back further than a key may be long, nor ahead further than what it
 * then redacts or a fixed distance: linear, whatever the text.
 */
final class SecretScan {
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

  private static final int ASCII = 128;
  private static final boolean[] WORD = new boolean[ASCII];

  static {
    for (char c = 0; c < ASCII; c++) {
      WORD[c] = Character.isLetterOrDigit(c) || c == '_';
    }
  }

  private final Secrets secrets;
  private final String text;
  private @Nullable StringBuilder out;

  /** How much of the text is in {@code out} already. */
  private int copied;

  SecretScan(Secrets secrets, String text) {
    this.secrets = secrets;
    this.text = text;
  }

  /** The text without secrets; the very text if there is none. */
  String redacted() {
    int length = text.length();
    for (int at = 0; at < length; ) {
      char c = text.charAt(at);
      if (isWord(c)) {
        int next = word(at, c);
        at = next > at ? next : wordEnd(at);
      } else {
        at = c == '=' || c == ':' || c == '-' ? sign(at, c) : at + 1;
      }
    }
    return out == null ? text : out.append(text, copied, length).toString();
  }

  /** Whether a value that follows the text up to here is that of a secret key. */
  boolean expectsSecret(int end) {
    int at = end - 1;
    while (at > 0 && (text.charAt(at) == ' ' || isQuote(text.charAt(at)))) {
      at--;
    }
    boolean assigned = at > 0 && (text.charAt(at) == '=' || text.charAt(at) == ':');
    return assigned && isSecret(at);
  }

  /** Looks at the beginning of a word; answers where to go on, or the same place for after it. */
  private int word(int at, char c) {
    int own = secrets.ownEnd(text, at);
    if (own > 0) {
      return redact(at, own);
    }
    if (!secrets.builtIn()) {
      return at;
    }
    if (c >= '2' && c <= '6') {
      int end = CardNumber.end(text, at);
      return end < 0 ? at : redact(at, end);
    }
    return token(at, c);
  }

  private int wordEnd(int at) {
    int end = at + 1;
    while (end < text.length() && isWord(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private int sign(int at, char c) {
    if (c == '-') {
      boolean key = secrets.builtIn() && text.startsWith("-----BEGIN", at);
      return key ? privateKey(at) : at + 1;
    }
    boolean address = secrets.builtIn() && c == ':' && text.startsWith("://", at);
    int userInfo = address ? userInfo(at + 3) : -1;
    return userInfo > 0 ? userInfo : assignment(at);
  }

  private int token(int at, char c) {
    if (c == 'e' && text.startsWith("eyJ", at)) {
      return webToken(at);
    }
    if (c == 'b' || c == 'B') {
      return credentials(at);
    }
    if ("gAxsr".indexOf(c) < 0) {
      return at;
    }
    for (String beginning : BEGINNINGS) {
      if (c == beginning.charAt(0) && text.startsWith(beginning, at)) {
        int end = tokenEnd(at);
        return end - at >= 16 ? redact(at, end) : end;
      }
    }
    return at;
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
    if (text.startsWith(Secrets.REDACTED, from)) {
      return from + Secrets.REDACTED.length();
    }
    boolean prose = text.charAt(at) == ':' && spaced && !quoted && isProse(key, from, end);
    boolean placeholder = from < text.length() && "{%$".indexOf(text.charAt(from)) >= 0;
    return end <= from || prose || placeholder ? at + 1 : redact(from, end);
  }

  /** Whether a secret key stands before the sign at this place. */
  private boolean isSecret(int at) {
    String key = keyBefore(at);
    return text.startsWith(": ", at) ? secrets.isKeyName(key) : secrets.isKey(key);
  }

  /** As in "Unexpected token: foo", where only a password or what looks random is a secret. */
  private boolean isProse(String key, int from, int end) {
    String lower = key.toLowerCase(Locale.ROOT);
    boolean sure =
        isHeader(key)
            || lower.contains("pass")
            || lower.contains("secret")
            || lower.contains("senha");
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
      return at;
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
    return c < ASCII ? WORD[c] : Character.isLetterOrDigit(c);
  }

  private static boolean isKey(char c) {
    return isWord(c) || c == '-' || c == '.';
  }

  private static boolean isQuote(char c) {
    return c == '"' || c == '\'';
  }

  private int redact(int from, int to) {
    StringBuilder target = out == null ? new StringBuilder(text.length()) : out;
    target.append(text, copied, from).append(Secrets.REDACTED);
    out = target;
    copied = to;
    return Math.max(to, from + 1);
  }
}
