// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.model;

import java.util.Locale;
import java.util.Optional;

/** What a person does with issues. */
public enum IssueAction {
  /** Puts it out of sight, whatever arrives. */
  ARCHIVE,
  /** Says that the fault is mended; a further event reopens it. */
  RESOLVE,
  /** Takes either of these back. */
  UNRESOLVE,
  /** Forgets it: a further event of the same fault makes a new issue, and counts start anew. */
  DELETE;

  /** Reads the lower-case name. */
  public static Optional<IssueAction> parse(String text) {
    for (IssueAction action : values()) {
      if (action.wireName().equals(text)) {
        return Optional.of(action);
      }
    }
    return Optional.empty();
  }

  /** The action that makes a status. */
  public static IssueAction of(IssueStatus status) {
    return switch (status) {
      case UNRESOLVED -> UNRESOLVE;
      case RESOLVED -> RESOLVE;
      case ARCHIVED -> ARCHIVE;
    };
  }

  /** The status that it makes; empty where the issue is gone afterwards. */
  public Optional<IssueStatus> status() {
    return switch (this) {
      case ARCHIVE -> Optional.of(IssueStatus.ARCHIVED);
      case RESOLVE -> Optional.of(IssueStatus.RESOLVED);
      case UNRESOLVE -> Optional.of(IssueStatus.UNRESOLVED);
      case DELETE -> Optional.empty();
    };
  }

  /** The lower-case name, as the API writes it. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
