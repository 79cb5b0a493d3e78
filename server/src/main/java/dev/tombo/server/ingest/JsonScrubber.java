// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.ingest;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Redacts the values of secret keys and texts that look like secrets inside JSON, which may have
 * been cut off. All else is left as it was written. Reads nothing but strings, as whoever kept the
 * JSON has read it already. Thread-safe.
 */
final class JsonScrubber {
  private static final String REDACTED = '"' + Secrets.REDACTED + '"';

  private final Secrets secrets;

  JsonScrubber(Secrets secrets) {
    this.secrets = secrets;
  }

  /** The very text if there is no secret in it. */
  String scrub(String json) {
    StringBuilder scrubbed = null;
    int kept = 0;
    int at = json.indexOf('"');
    while (at >= 0) {
      int end = endOfString(json, at);
      int colon = pastSpace(json, end);
      boolean key = colon < json.length() && json.charAt(colon) == ':';
      String redacted = key ? null : redacted(json, at, end);
      if (redacted != null) {
        scrubbed = scrubbed == null ? new StringBuilder(json.length()) : scrubbed;
        scrubbed.append(json, kept, at).append(redacted);
        kept = end;
      }
      if (key && isSecret(json, at + 1, end - 1)) {
        int value = pastSpace(json, colon + 1);
        scrubbed = scrubbed == null ? new StringBuilder(json.length()) : scrubbed;
        scrubbed.append(json, kept, value).append(REDACTED);
        kept = endOfValue(json, value);
        end = kept;
      }
      at = json.indexOf('"', end);
    }
    return scrubbed == null ? json : scrubbed.append(json, kept, json.length()).toString();
  }

  /** What stands instead of a string that has a secret in it; null for one that has none. */
  private @Nullable String redacted(String json, int start, int end) {
    String text = json.substring(start + 1, Math.max(start + 1, end - 1));
    if (text.indexOf('\\') >= 0) {
      text = unescaped('"' + text + '"');
    }
    String redacted = secrets.redact(text);
    return redacted.equals(text) ? null : Raw.of(redacted).json().text();
  }

  private boolean isSecret(String json, int start, int end) {
    String key = json.substring(start, end);
    return secrets.isKey(key.indexOf('\\') < 0 ? key : unescaped('"' + key + '"'));
  }

  /** What a string of JSON says. */
  static String unescaped(String quoted) {
    try (JsonParser parser = Parsers.of(quoted)) {
      parser.nextToken();
      return parser.getText();
    } catch (IOException e) {
      return quoted;
    }
  }

  /** After the quotation mark that ends the string which starts here. */
  private static int endOfString(String json, int start) {
    int at = start + 1;
    while (at < json.length() && json.charAt(at) != '"') {
      at += json.charAt(at) == '\\' ? 2 : 1;
    }
    return Math.min(at + 1, json.length());
  }

  private static int endOfValue(String json, int start) {
    int depth = 0;
    int at = start;
    while (at < json.length()) {
      char c = json.charAt(at);
      boolean closing = c == '}' || c == ']';
      if (depth == 0 && (closing || c == ',')) {
        return at;
      }
      depth += c == '{' || c == '[' ? 1 : closing ? -1 : 0;
      at = c == '"' ? endOfString(json, at) : at + 1;
    }
    return at;
  }

  private static int pastSpace(String json, int from) {
    int at = from;
    while (at < json.length() && json.charAt(at) <= ' ') {
      at++;
    }
    return at;
  }
}
