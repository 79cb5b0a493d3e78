// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.store;

import dev.tombo.server.model.AuditAction;
import dev.tombo.server.model.AuditEntry;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Reads the audit log. Nothing but changes adds to it, each in its own transaction; nothing changes
 * or removes what is in it. Thread-safe.
 */
public interface AuditStore {
  /**
   * Some entries, newest first.
   *
   * @param before only those of a smaller number
   * @param limit how many at most, from 1
   */
  Page<AuditEntry> entries(AuditQuery query, OptionalLong before, int limit);

  /**
   * Which entries are asked for; what is empty does not matter.
   *
   * @param action what was done
   * @param account who did it
   * @param project where it was done
   * @param since not before
   * @param until before
   */
  record AuditQuery(
      Optional<AuditAction> action,
      OptionalLong account,
      OptionalLong project,
      Optional<Instant> since,
      Optional<Instant> until) {}
}
