// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.model;

import java.util.Locale;
import java.util.Optional;

/** What a credential of a person allows, each with those before it; the ordinal is stored. */
public enum Scope {
  /** To look. */
  READ,
  /** To decide about issues. */
  TRIAGE,
  /** To change projects and tokens. */
  ADMIN;

  /** Reads the lower-case name. */
  public static Optional<Scope> parse(String text) {
    for (Scope scope : values()) {
      if (scope.wireName().equals(text)) {
        return Optional.of(scope);
      }
    }
    return Optional.empty();
  }

  /** Whether it allows what needs another. */
  public boolean includes(Scope other) {
    return compareTo(other) >= 0;
  }

  /** The lower-case name, as the API writes it. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
