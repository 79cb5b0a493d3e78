// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.ingest;

import dev.tombo.server.ingest.Batch.Part;
import dev.tombo.server.model.Discard;
import dev.tombo.server.model.EventId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A batch while it is read, within its bounds. Not thread-safe. */
public final class BatchDraft {
  /** Each reason becomes a counter that is kept for years; clients know about ten. */
  private static final int MAX_REASONS = 50;

  private static final String OTHER = "other";

  private final Limits limits;
  private final List<Part> parts = new ArrayList<>();
  private final Map<String, Long> discards = new LinkedHashMap<>();
  private @Nullable EventId id;
  private @Nullable Instant sentAt;

  public BatchDraft(Limits limits) {
    this.limits = limits;
  }

  public void id(@Nullable EventId value) {
    id = value;
  }

  public void sentAt(@Nullable Instant value) {
    sentAt = value;
  }

  public void add(Part part) {
    if (parts.size() == limits.items()) {
      throw BodyTooLargeException.items(limits.items());
    }
    parts.add(part);
  }

  public void add(Discard discard) {
    boolean room = discards.size() < MAX_REASONS || discards.containsKey(discard.reason());
    discards.merge(room ? discard.reason() : OTHER, discard.count(), Long::sum);
  }

  int size() {
    return parts.size();
  }

  /** Takes back what was added beyond a size. */
  void cut(int size) {
    parts.subList(size, parts.size()).clear();
  }

  public Batch batch() {
    List<Discard> gathered =
        discards.entrySet().stream().map(d -> new Discard(d.getKey(), d.getValue())).toList();
    return new Batch(id, sentAt, List.copyOf(parts), gathered);
  }
}
