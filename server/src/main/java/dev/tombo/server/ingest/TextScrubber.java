// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.ingest;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Redacts secrets in texts that are made of keys and values: addresses, and bodies of requests in
 * JSON or as forms. Thread-safe.
 */
final class TextScrubber {
  /** A parameter of a URL's path, query or fragment. */
  private static final Pattern PARAMETER = Pattern.compile("(?<=[?&;#])([^=?&;#]++)=[^?&;#]*+");

  /** A field of a form, or a line of a form in plain text. */
  private static final Pattern FIELD = Pattern.compile("(?<![^&;\r\n])([^=&;\r\n]++)=[^&;\r\n]*+");

  private final Secrets secrets;
  private final JsonScrubber inJson;

  TextScrubber(Secrets secrets, JsonScrubber inJson) {
    this.secrets = secrets;
    this.inJson = inJson;
  }

  String address(String url) {
    return scrub(url, PARAMETER);
  }

  String body(String text) {
    String start = text.stripLeading();
    boolean json = start.startsWith("{") || start.startsWith("[");
    return json ? inJson.scrub(text) : scrub(text, FIELD);
  }

  private String scrub(String text, Pattern pairs) {
    String scrubbed = text.indexOf('=') < 0 ? text : pairs.matcher(text).replaceAll(this::pair);
    return secrets.redact(scrubbed);
  }

  private String pair(MatchResult pair) {
    String key = pair.group(1);
    return Matcher.quoteReplacement(
        secrets.isKey(key) ? key + "=" + Secrets.REDACTED : pair.group());
  }
}
