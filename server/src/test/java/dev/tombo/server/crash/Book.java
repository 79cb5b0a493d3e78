// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.crash;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * What the clients know: what they sent, what was acknowledged, and what waits for a retry.
 * Thread-safe.
 */
final class Book {
  private final Map<String, SentItem> sent = new LinkedHashMap<>();
  private final Map<String, SentBatch> batches = new LinkedHashMap<>();
  private final List<SentItem> events = new ArrayList<>();
  private final Set<String> acknowledged = new HashSet<>();
  private final List<SentItem> acknowledgedItems = new ArrayList<>();
  private final Set<String> acknowledgedBatches = new HashSet<>();
  private final Deque<SentBatch> open = new ArrayDeque<>();

  /** Notes a batch that is about to leave. */
  synchronized void send(SentBatch batch) {
    if (batches.putIfAbsent(batch.id(), batch) != null) {
      return;
    }
    for (SentItem item : batch.items()) {
      if (sent.putIfAbsent(item.id(), item) == null && !item.isRepeat()) {
        events.add(item);
      }
    }
  }

  /** Notes a 2xx. */
  synchronized void acknowledge(SentBatch batch) {
    acknowledgedBatches.add(batch.id());
    for (SentItem item : batch.items()) {
      if (acknowledged.add(item.id())) {
        acknowledgedItems.add(item);
      }
    }
  }

  /** Notes that nobody knows what became of a batch; it will be sent again. */
  synchronized void leaveOpen(SentBatch batch) {
    open.addLast(batch);
  }

  /** The batch that has waited longest for its retry. */
  synchronized Optional<SentBatch> takeOpen() {
    return Optional.ofNullable(open.pollFirst());
  }

  synchronized List<SentBatch> takeAllOpen() {
    List<SentBatch> all = List.copyOf(open);
    open.clear();
    return all;
  }

  synchronized int openBatches() {
    return open.size();
  }

  /** An event that was sent, acknowledged or not. */
  synchronized Optional<SentItem> anyEvent(RandomGenerator random) {
    return any(events, random);
  }

  synchronized Optional<SentItem> anyAcknowledged(RandomGenerator random) {
    return any(acknowledgedItems, random);
  }

  /** How many of a batch's items must be answered as duplicates. */
  synchronized int duplicates(SentBatch batch) {
    return batch.duplicates(acknowledged::contains);
  }

  synchronized Map<String, SentItem> sent() {
    return new LinkedHashMap<>(sent);
  }

  synchronized Set<String> acknowledged() {
    return new HashSet<>(acknowledged);
  }

  synchronized int acknowledgedCount() {
    return acknowledged.size();
  }

  /** The batches that reported events as given up. */
  synchronized Map<String, SentBatch> discarding() {
    Map<String, SentBatch> found = new LinkedHashMap<>(batches);
    found.values().removeIf(batch -> batch.discarded() == 0);
    return found;
  }

  synchronized boolean isAcknowledged(SentBatch batch) {
    return acknowledgedBatches.contains(batch.id());
  }

  private static Optional<SentItem> any(List<SentItem> from, RandomGenerator random) {
    return from.isEmpty() ? Optional.empty() : Optional.of(from.get(random.nextInt(from.size())));
  }
}
