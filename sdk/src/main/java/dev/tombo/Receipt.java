// SPDX-License-Identifier: Apache-2.0
package dev.tombo;

import static java.util.Objects.requireNonNull;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What became of a captured event at the moment of capture: its id, or why it was discarded.
 *
 * <p>An event with an id is queued, not yet stored: it can still be discarded later, by {@code
 * beforeSend} or by the server. {@link Tombo#status()} counts those. Immutable.
 */
public final class Receipt {
  private static final Map<DiscardReason, Receipt> DISCARDED = new EnumMap<>(DiscardReason.class);

  static {
    for (DiscardReason reason : DiscardReason.values()) {
      DISCARDED.put(reason, new Receipt(null, false, reason));
    }
  }

  /** Known without a call, for when there is no stack left to make one. */
  static final Receipt FAILED = discarded(DiscardReason.INTERNAL_ERROR);

  final @Nullable String eventId;
  private final boolean repeat;
  private final @Nullable DiscardReason discarded;

  private Receipt(@Nullable String eventId, boolean repeat, @Nullable DiscardReason discarded) {
    this.eventId = eventId;
    this.repeat = repeat;
    this.discarded = discarded;
  }

  static Receipt queued(String eventId) {
    return new Receipt(eventId, false, null);
  }

  /** Returns a receipt of what is told of as part of another event. */
  static Receipt repeat(String eventId) {
    return new Receipt(eventId, true, null);
  }

  /** Returns an instance made beforehand: this is the path of a storm, and of an empty heap. */
  static Receipt discarded(DiscardReason reason) {
    return requireNonNull(DISCARDED.get(reason));
  }

  /**
   * Returns the id, 32 lower-case hexadecimal digits, under which the server will know it: the
   * event's own, or that of the event it {@linkplain #isRepeat() repeats}. Empty if it was
   * discarded.
   */
  public Optional<String> eventId() {
    return Optional.ofNullable(eventId);
  }

  /** Returns why the event was discarded, or empty if it was queued. */
  public Optional<DiscardReason> discarded() {
    return Optional.ofNullable(discarded);
  }

  /**
   * Returns true if an earlier event stands for this one: the same throwable was captured just
   * before, or so many identical errors were that the further ones are sent as a count.
   */
  public boolean isRepeat() {
    return repeat;
  }

  @Override
  public String toString() {
    if (discarded != null) {
      return "Receipt{discarded " + discarded + "}";
    }
    return "Receipt{" + (repeat ? "repeat of " : "") + eventId + "}";
  }
}
