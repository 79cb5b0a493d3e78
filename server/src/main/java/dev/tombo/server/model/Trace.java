// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.model;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where an event stands in a distributed trace.
 *
 * @param traceId 32 hex digits, by the W3C's rule
 * @param spanId 16 hex digits
 * @param extra keys that Tombo does not know
 */
public record Trace(@Nullable String traceId, @Nullable String spanId, Map<String, Json> extra) {}
