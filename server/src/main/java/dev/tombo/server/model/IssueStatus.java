// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.model;

import java.util.Locale;
import java.util.Optional;

/** What a team decided about an issue; the ordinal is stored. */
public enum IssueStatus {
  UNRESOLVED,
  RESOLVED,
  ARCHIVED;

  /** Reads the lower-case name. */
  public static Optional<IssueStatus> parse(String text) {
    for (IssueStatus status : values()) {
      if (status.wireName().equals(text)) {
        return Optional.of(status);
      }
    }
    return Optional.empty();
  }

  /** The lower-case name, as the API writes it. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
