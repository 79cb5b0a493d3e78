// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.crash;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An event, or a repeat of one, as a client sends it. Immutable.
 *
 * @param id 32 hex digits
 * @param of the event that it repeats; null for an event
 * @param occurrences 1, or a repeat's count
 * @param firstAt the first occurrence, in the past
 * @param at the last occurrence
 * @param origin what the occurrences have in common
 */
record SentItem(
    String id, @Nullable SentItem of, int occurrences, Instant firstAt, Instant at, Origin origin) {

  /**
   * Where and to whom a fault occurred.
   *
   * @param fault which one
   */
  record Origin(int fault, String environment, String release, String region, String user) {
    /** The title of the issue that it should become. */
    String title() {
      return type() + ": broke";
    }

    private String type() {
      return "com.acme.Fault" + fault;
    }
  }

  static SentItem event(String id, Instant at, Origin origin) {
    return new SentItem(id, null, 1, at, at, origin);
  }

  /** A repeat of this event. */
  SentItem repeat(String repeatId, int count, Instant last) {
    return new SentItem(repeatId, this, count, last.minusSeconds(1), last, origin);
  }

  boolean isRepeat() {
    return of != null;
  }

  /** What the event's message says, or that of the repeated one; it differs from event to event. */
  String message() {
    return "event " + (of == null ? id : of.id());
  }

  /** Its JSON as a tree. */
  Map<String, Object> json() {
    if (of == null) {
      return event();
    }
    return Map.of(
        "id", id,
        "of", of.id(),
        "count", occurrences,
        "firstAt", firstAt.toString(),
        "lastAt", at.toString(),
        "event", of.event());
  }

  private Map<String, Object> event() {
    return Map.ofEntries(
        Map.entry("id", id),
        Map.entry("occurredAt", at.toString()),
        Map.entry("level", "error"),
        Map.entry("platform", "java"),
        Map.entry("message", message()),
        Map.entry("logger", "com.acme.Orders"),
        Map.entry("origin", "host-" + origin.region()),
        Map.entry("environment", origin.environment()),
        Map.entry("release", origin.release()),
        Map.entry("exceptions", List.of(thrown())),
        Map.entry("tags", Map.of("region", origin.region())),
        Map.entry("user", Map.of("id", origin.user())));
  }

  private Map<String, Object> thrown() {
    return Map.of(
        "type",
        origin.type(),
        "message",
        "broke",
        "relation",
        "thrown",
        "frames",
        List.of(frame("com.acme.Orders", "place"), frame("com.acme.Main", "main")));
  }

  private Map<String, Object> frame(String type, String method) {
    return Map.of("class", type, "method", method, "line", 42, "inApp", true);
  }
}
