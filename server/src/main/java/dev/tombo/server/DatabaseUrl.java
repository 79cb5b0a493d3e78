// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server;

import java.util.Arrays;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What of a PostgreSQL URL is right and may be shown. */
final class DatabaseUrl {
  private static final String PREFIX = "jdbc:postgresql:";

  private static final String EXAMPLE = "jdbc:postgresql://host/db?user=u&password=p";

  private static final String HOST = "(\\[[0-9a-fA-F:.]+]|[^/?@:,\\[\\]\\s]+)(:\\d{1,5})?";

  /** What the driver understands: of anything else it quotes the whole, in the log as well. */
  private static final Pattern FORM =
      Pattern.compile(
          PREFIX
              + "(//("
              + HOST
              + "(,"
              + HOST
              + ")*)?/)?[^/?@:\\s]*"
              + "([?]([^%]|%[0-9a-fA-F]{2})*)?");

  /** What is known to be no secret; a list of secrets would be one name short. */
  private static final Set<String> SHOWN =
      Set.of("user", "currentSchema", "ssl", "sslmode", "ApplicationName", "targetServerType");

  private DatabaseUrl() {}

  /**
   * Checks what the driver would not, or would quote in its answer.
   *
   * @throws IllegalArgumentException saying what is wrong, without the URL
   */
  static String checked(String url) {
    if (!url.startsWith(PREFIX)) {
      throw new IllegalArgumentException("not a " + PREFIX + " URL");
    }
    if (beforeQuery(url).indexOf('@') >= 0) {
      throw new IllegalArgumentException("user and password stand at its end: " + EXAMPLE);
    }
    if (!FORM.matcher(url).matches()) {
      throw new IllegalArgumentException(
          "not of the form " + EXAMPLE + ", where a percent sign in a value is written %25");
    }
    return url;
  }

  /** The URL without the values of what may be secret. */
  static String masked(String url) {
    String before = beforeQuery(url);
    if (!url.startsWith(PREFIX) || before.indexOf('@') >= 0) {
      return "***";
    }
    if (before.length() == url.length()) {
      return url;
    }
    return Arrays.stream(url.substring(before.length() + 1).split("&", -1))
        .map(DatabaseUrl::maskedParameter)
        .collect(Collectors.joining("&", before + "?", ""));
  }

  private static String beforeQuery(String url) {
    int query = url.indexOf('?');
    return query < 0 ? url : url.substring(0, query);
  }

  private static String maskedParameter(String parameter) {
    String name = parameter.substring(0, Math.max(0, parameter.indexOf('=')));
    boolean plain = parameter.substring(name.length()).matches("=[A-Za-z0-9._-]*");
    return plain && SHOWN.contains(name) ? parameter : name + "=***";
  }
}
