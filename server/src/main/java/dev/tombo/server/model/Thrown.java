// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.model;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One exception of an event's chain.
 *
 * @param type the class or type, fully qualified
 * @param message its message
 * @param relation how it hangs on {@code of}
 * @param of index in the chain of the exception that it belongs to; null for the one thrown
 * @param commonFrames how many frames it shares with that one and left out, outermost ones
 * @param frames newest call first
 * @param mechanism how it was caught, as the client says
 * @param extra keys that Tombo does not know
 */
public record Thrown(
    @Nullable String type,
    @Nullable String message,
    Relation relation,
    @Nullable Integer of,
    int commonFrames,
    List<Frame> frames,
    @Nullable Json mechanism,
    Map<String, Json> extra) {

  /** How an exception belongs to another. */
  public enum Relation {
    THROWN,
    CAUSE,
    SUPPRESSED;

    /** Reads the lower-case name. */
    public static Optional<Relation> parse(String text) {
      return switch (text) {
        case "thrown" -> Optional.of(THROWN);
        case "cause" -> Optional.of(CAUSE);
        case "suppressed" -> Optional.of(SUPPRESSED);
        default -> Optional.empty();
      };
    }

    /** The lower-case name, as the wire writes it. */
    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
