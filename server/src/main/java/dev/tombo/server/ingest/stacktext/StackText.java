// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.ingest.stacktext;

import dev.tombo.server.model.Thrown;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a printed stack trace, whichever language printed it. Pure. */
public final class StackText {
  private StackText() {}

  /**
   * What a text says.
   *
   * @param exceptions the chain, the one thrown first
   * @param notes what was left out
   */
  public record Parsed(List<Thrown> exceptions, List<String> notes) {
    /** Whether frames were found. */
    public boolean hasFrames() {
      return exceptions.stream().anyMatch(one -> one.commonFrames() > 0 || !one.frames().isEmpty());
    }
  }

  /**
   * Reads a text.
   *
   * @param platform the language that printed it, by any usual name; null where that is not known
   * @param text empty where there is none
   * @param type of the one thrown, where it is known from elsewhere
   * @param message of the one thrown, where it is known from elsewhere; knowing it, its lines are
   *     never taken for frames
   */
  public static Parsed parse(
      @Nullable String platform, String text, @Nullable String type, @Nullable String message) {
    Head head = new Head(type, message);
    Grammar named = Grammar.ofPlatform(platform);
    Grammar guessed = Grammar.ofText(text);
    Parsed parsed = (named == null ? guessed : named).parse(text, head);
    return parsed.hasFrames() || named == null || named == guessed
        ? parsed
        : guessed.parse(text, head);
  }
}
