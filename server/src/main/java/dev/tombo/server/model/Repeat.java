// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Further occurrences of an event that the client folded into a count.
 *
 * @param id the client's identity of this report
 * @param of the event that it repeats, which is not counted again
 * @param count how many more, from 1
 * @param firstAt the first of them by the client's clock
 * @param lastAt the last of them
 * @param event the repeated event, so that the report stands alone if {@code of} never arrived
 */
public record Repeat(
    EventId id,
    EventId of,
    long count,
    @Nullable Instant firstAt,
    @Nullable Instant lastAt,
    @Nullable Event event) {}
