// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.model;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened before the event.
 *
 * @param at when
 * @param level how bad
 * @param category its logger or kind
 * @param message its text
 * @param data whatever else the client says of it
 * @param extra keys that Tombo does not know
 */
public record Breadcrumb(
    @Nullable Instant at,
    @Nullable Level level,
    @Nullable String category,
    @Nullable String message,
    @Nullable Json data,
    Map<String, Json> extra) {}
