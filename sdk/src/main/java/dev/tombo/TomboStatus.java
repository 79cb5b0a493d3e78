// SPDX-License-Identifier: Apache-2.0
package dev.tombo;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * What a client has done so far, as counts. Clients of the same endpoint and token share a queue,
 * and so these counts. Immutable: a snapshot of counters that move on.
 */
public final class TomboStatus {
  private final boolean enabled;
  private final int queued;
  private final long queuedBytes;
  private final long spooled;
  private final long sent;
  private final long repeats;
  private final long echoes;
  private final long failedAttempts;
  private final Map<DiscardReason, Long> discarded;

  TomboStatus(
      boolean enabled,
      int queued,
      long queuedBytes,
      long spooled,
      long sent,
      long repeats,
      long echoes,
      long failedAttempts,
      Map<DiscardReason, Long> discarded) {
    this.enabled = enabled;
    this.queued = queued;
    this.queuedBytes = queuedBytes;
    this.spooled = spooled;
    this.sent = sent;
    this.repeats = repeats;
    this.echoes = echoes;
    this.failedAttempts = failedAttempts;
    EnumMap<DiscardReason, Long> copy = new EnumMap<>(DiscardReason.class);
    copy.putAll(discarded);
    this.discarded = Collections.unmodifiableMap(copy);
  }

  /** Returns false if the SDK is off for want of a token or an endpoint. */
  public boolean enabled() {
    return enabled;
  }

  /** Returns how many events wait in memory: neither sent, discarded nor spooled yet. */
  public int queued() {
    return queued;
  }

  /** Returns the approximate memory of the events that wait in the queue, in bytes. */
  public long queuedBytes() {
    return queuedBytes;
  }

  /** Returns how many events wait on the disk, those that an earlier process left included. */
  public long spooled() {
    return spooled;
  }

  /**
   * Returns how many events the server has acknowledged, those it already had and those that went
   * as a count included.
   */
  public long sent() {
    return sent;
  }

  /**
   * Returns how many events were one more of a storm of identical ones, and so sent as part of a
   * count. They are among those queued, sent or discarded.
   */
  public long repeats() {
    return repeats;
  }

  /**
   * Returns how often a throwable was captured again, by itself or as the cause of another: logged
   * and thrown on, say. None of these counts as an event.
   */
  public long echoes() {
    return echoes;
  }

  /** Returns how many requests failed and were tried again later. */
  public long failedAttempts() {
    return failedAttempts;
  }

  /** Returns how many events were discarded, by reason; reasons without any are left out. */
  public Map<DiscardReason, Long> discarded() {
    return discarded;
  }

  /** Returns how many events were discarded for this reason. */
  public long discarded(DiscardReason reason) {
    return discarded.getOrDefault(reason, 0L);
  }

  @Override
  public String toString() {
    return "TomboStatus{enabled="
        + enabled
        + ", queued="
        + queued
        + ", spooled="
        + spooled
        + ", sent="
        + sent
        + ", repeats="
        + repeats
        + ", echoes="
        + echoes
        + ", failedAttempts="
        + failedAttempts
        + ", discarded="
        + discarded
        + "}";
  }
}
