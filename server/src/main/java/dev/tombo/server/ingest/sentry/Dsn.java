// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.ingest.sentry;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The part of a client's address that says who it is: {@code
 * scheme://key[:secret]@host[:port][/path]/project}.
 *
 * @param key the API token
 * @param project the project's number, as text
 */
public record Dsn(String key, String project) {
  private static final Pattern FORM =
      Pattern.compile("https?://([^:@/]+)(?::[^@/]*)?@[^/@]+(?:/[^?#]*)?/([^/?#]+)/?");

  /** Reads one; empty if it is none. */
  public static Optional<Dsn> parse(String text) {
    Matcher form = FORM.matcher(text.strip());
    return form.matches() ? Optional.of(new Dsn(form.group(1), form.group(2))) : Optional.empty();
  }
}
