// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.model;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The public identity of an issue, written {@code <project>-<number>}: one authorises and routes by
 * it before looking anything up.
 *
 * @param project the project's number, from 1
 * @param number the issue's number within its project, from 1
 */
public record IssueId(long project, long number) {
  private static final Pattern FORM = Pattern.compile("([1-9]\\d{0,15})-([1-9]\\d{0,15})");

  /** Reads {@code <project>-<number>}; empty for all else. */
  public static Optional<IssueId> parse(String text) {
    var match = FORM.matcher(text);
    return match.matches()
        ? Optional.of(new IssueId(Long.parseLong(match.group(1)), Long.parseLong(match.group(2))))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return project + "-" + number;
  }
}
