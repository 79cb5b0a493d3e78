// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.store;

import dev.tombo.server.model.EventId;
import dev.tombo.server.model.IssueId;
import dev.tombo.server.model.IssueStatus;
import dev.tombo.server.model.Level;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An issue with its totals, or those of the slice that was asked for.
 *
 * @param id project and number
 * @param title its first line
 * @param culprit the frame to blame; null for none
 * @param message the latest event's; null for none
 * @param level the latest event's
 * @param status what the team decided
 * @param origin the latest event's; null for none
 * @param count occurrences
 * @param users persons concerned, of the whole issue
 * @param firstSeen the earliest {@code at}
 * @param lastSeen the latest {@code at}
 * @param environments where it was seen, by name
 * @param latestEvent the latest event
 */
public record IssueRow(
    IssueId id,
    String title,
    @Nullable String culprit,
    @Nullable String message,
    Level level,
    IssueStatus status,
    @Nullable String origin,
    long count,
    long users,
    Instant firstSeen,
    Instant lastSeen,
    List<String> environments,
    EventId latestEvent) {}
