// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.model;

import java.util.Locale;
import java.util.Optional;

/** What the audit log tells; the name is stored. */
public enum AuditAction {
  ACCOUNT_CREATED,
  ADMIN_GRANTED,
  ADMIN_REVOKED,
  PASSWORD_CHANGED,
  RESET_LINK_CREATED,
  SECOND_FACTOR_CONFIRMED,
  SECOND_FACTOR_REMOVED,
  RECOVERY_CODES_CREATED,
  RECOVERY_CODE_USED,
  SESSION_STARTED,
  SESSION_ENDED,
  PERSONAL_TOKEN_CREATED,
  PERSONAL_TOKEN_REVOKED,
  PROJECT_CREATED,
  PROJECT_CHANGED,
  PROJECT_DELETED,
  MEMBER_ADDED,
  MEMBER_CHANGED,
  MEMBER_REMOVED,
  INVITATION_CREATED,
  INVITATION_REVOKED,
  INVITATION_ACCEPTED,
  API_TOKEN_CREATED,
  API_TOKEN_REVOKED,
  GROUPING_RULES_CHANGED,
  SCRUBBING_RULES_CHANGED,
  ERASURE_STARTED,
  ERASURE_FINISHED,
  PERSON_EXPORTED;

  /** Reads the lower-case name. */
  public static Optional<AuditAction> parse(String text) {
    for (AuditAction action : values()) {
      if (action.wireName().equals(text)) {
        return Optional.of(action);
      }
    }
    return Optional.empty();
  }

  /** The lower-case name, as the API writes it. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
