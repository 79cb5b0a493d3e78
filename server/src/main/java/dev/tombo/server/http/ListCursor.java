// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.http;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JacksonException;
import dev.tombo.server.model.IssueId;
import dev.tombo.server.store.IssueQuery.Place;
import java.io.IOException;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Where a list of issues goes on, and which list: JSON in base64url, opaque to clients. It may be
 * made up by anybody: it says what is asked for, never what may be seen.
 *
 * @param parameters of the first page: its filters and its order
 * @param startedAt when the first page was asked for, in milliseconds since 1970
 * @param key by which the last item is sorted
 * @param lastSeen of the last item, in milliseconds since 1970
 * @param issue the last item
 */
record ListCursor(
    @JsonProperty(value = "p", required = true) Map<String, String> parameters,
    @JsonProperty(value = "t", required = true) long startedAt,
    @JsonProperty(value = "k", required = true) long key,
    @JsonProperty(value = "s", required = true) long lastSeen,
    @JsonProperty(value = "i", required = true) String issue) {
  private static final int MAX_LENGTH = 16_000;

  ListCursor {
    parameters = Map.copyOf(new TreeMap<>(parameters));
  }

  static ListCursor of(Map<String, String> parameters, Instant startedAt, Place last) {
    return new ListCursor(
        parameters,
        startedAt.toEpochMilli(),
        last.key(),
        last.lastSeen().toEpochMilli(),
        last.issue().toString());
  }

  /** Reads a cursor; empty where it is none. */
  static Optional<ListCursor> parse(String text) {
    if (text.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    try {
      byte[] json = Base64.getUrlDecoder().decode(text);
      ListCursor cursor = JsonReplies.MAPPER.readValue(json, ListCursor.class);
      return cursor != null && IssueId.parse(cursor.issue).isPresent()
          ? Optional.of(cursor)
          : Optional.empty();
    } catch (JacksonException | IllegalArgumentException | NullPointerException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new IllegalStateException("bytes in memory can be read", e);
    }
  }

  Place place() {
    return new Place(key, Instant.ofEpochMilli(lastSeen), IssueId.parse(issue).orElseThrow());
  }

  String text() {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(JsonReplies.bytes(this));
  }
}
