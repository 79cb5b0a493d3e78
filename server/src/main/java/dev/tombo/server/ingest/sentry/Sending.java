// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.ingest.sentry;

import dev.tombo.server.ingest.Limits;
import dev.tombo.server.ingest.Timing;
import dev.tombo.server.model.EventId;
import java.util.function.Supplier;

/**
 * What a request's events have in common.
 *
 * @param head what the envelope says of them
 * @param timing the client's clock against ours
 * @param limits how much an event may bring
 * @param peer the address that the request came from
 * @param newIds gives ids to events that bring none
 */
record Sending(
    Envelope.Head head, Timing timing, Limits limits, String peer, Supplier<EventId> newIds) {}
