// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.http;

import dev.tombo.server.store.IssueRow;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An issue as the API shows it in a list. */
record IssueView(
    String id,
    String project,
    String title,
    @Nullable String culprit,
    @Nullable String message,
    String level,
    String status,
    @Nullable String origin,
    long count,
    long users,
    Instant firstSeen,
    Instant lastSeen,
    List<String> environments) {

  static IssueView of(IssueRow row) {
    return new IssueView(
        row.id().toString(),
        Long.toString(row.id().project()),
        row.title(),
        row.culprit(),
        row.message(),
        row.level().wireName(),
        row.status().wireName(),
        row.origin(),
        row.count(),
        row.users(),
        row.firstSeen(),
        row.lastSeen(),
        row.environments());
  }
}
