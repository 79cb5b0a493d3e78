// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.ingest;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Redacts the values of secret keys in texts that are made of keys and values: addresses, and
 * bodies of requests in JSON or as forms. Pure.
 */
final class TextScrubber {
  /** A parameter of a URL's path, query or fragment. */
  private static final Pattern PARAMETER = Pattern.compile("(?<=[?&;#])([^=?&;#]++)=[^?&;#]*+");

  /** A field of a form, or a line of a form in plain text. */
  private static final Pattern FIELD = Pattern.compile("(?<![^&;\r\n])([^=&;\r\n]++)=[^&;\r\n]*+");

  private TextScrubber() {}

  static String address(String url) {
    return scrub(url, PARAMETER);
  }

  static String body(String text) {
    String start = text.stripLeading();
    boolean json = start.startsWith("{") || start.startsWith("[");
    return json ? JsonScrubber.scrub(text) : scrub(text, FIELD);
  }

  private static String scrub(String text, Pattern pairs) {
    return text.indexOf('=') < 0 ? text : pairs.matcher(text).replaceAll(TextScrubber::pair);
  }

  private static String pair(MatchResult pair) {
    String key = pair.group(1);
    return Matcher.quoteReplacement(
        SecretKeys.contain(key) ? key + "=" + Scrubber.REDACTED : pair.group());
  }
}
