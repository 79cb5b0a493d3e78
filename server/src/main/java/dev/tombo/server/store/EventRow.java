// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.store;

import dev.tombo.server.model.EventId;
import dev.tombo.server.model.IssueId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A stored event.
 *
 * @param id the client's identity of it
 * @param number its order of arrival in the project
 * @param issue the issue that it belongs to now
 * @param token the API token that sent it
 * @param receivedAt the server's clock
 * @param at the client's clock, corrected
 * @param occurrences 1, or a repeat's count
 * @param body compressed; null where none is kept
 */
@SuppressWarnings("ArrayRecordComponent") // handed through once, never compared
public record EventRow(
    EventId id,
    long number,
    IssueId issue,
    long token,
    Instant receivedAt,
    Instant at,
    long occurrences,
    byte @Nullable [] body) {}
