// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.ingest.sentry;

import dev.tombo.server.model.EventId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An envelope, taken apart.
 *
 * @param head its first line
 * @param items those that are kept, in order
 */
public record Envelope(Head head, List<Item> items) {

  /**
   * What the first line says.
   *
   * @param eventId of the event that the envelope is about
   * @param idInvalid whether there is an id that is none
   * @param sentAt the client's clock
   * @param dsn where the client means to send
   */
  public record Head(
      @Nullable EventId eventId, boolean idInvalid, @Nullable Instant sentAt, Optional<Dsn> dsn) {
    /** That of a request that has none. */
    static final Head NONE = new Head(null, false, null, Optional.empty());
  }

  /**
   * One item.
   *
   * @param type what it is
   * @param payload its bytes
   * @param tooLarge whether it had more of them than are kept
   */
  @SuppressWarnings("ArrayRecordComponent") // handed through once, never compared
  public record Item(Type type, byte[] payload, boolean tooLarge) {}

  /** The types of items that are kept. */
  public enum Type {
    EVENT,
    FEEDBACK,
    USER_REPORT,
    CLIENT_REPORT,
    LOG;

    /** The type of a name; empty if Tombo keeps none of that. */
    static Optional<Type> named(String name) {
      return switch (name) {
        case "event" -> Optional.of(EVENT);
        case "feedback" -> Optional.of(FEEDBACK);
        case "user_report" -> Optional.of(USER_REPORT);
        case "client_report" -> Optional.of(CLIENT_REPORT);
        case "log" -> Optional.of(LOG);
        default -> Optional.empty();
      };
    }
  }

  /** Whether there is more in it than what a client gave up, which a limit does not refuse. */
  public boolean bringsEvents() {
    return items.stream().anyMatch(item -> item.type() != Type.CLIENT_REPORT);
  }

  /** How many bytes are kept of it. */
  public int size() {
    return items.stream().mapToInt(item -> item.payload().length).sum();
  }
}
