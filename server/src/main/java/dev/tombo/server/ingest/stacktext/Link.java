// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.ingest.stacktext;

import dev.tombo.server.ingest.Ends;
import dev.tombo.server.ingest.Limits;
import dev.tombo.server.model.Frame;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One exception of a chain while it is read. Not thread-safe. */
final class Link {
  @Nullable String type;
  @Nullable String message;
  int commonFrames;
  @Nullable Link cause;
  final List<Link> suppressed = new ArrayList<>();
  private Ends<Frame> frames = noFrames();

  /** Adds a frame; newest calls first. */
  void add(Frame frame) {
    frames.add(frame);
  }

  /** Puts another in the place of what was suppressed last, if that is it. */
  @SuppressWarnings("ReferenceEquality") // They are told apart by nothing else.
  void replaceLastSuppressed(@Nullable Link old, Link link) {
    if (!suppressed.isEmpty() && suppressed.getLast() == old) {
      suppressed.removeLast();
    }
    suppressed.add(link);
  }

  /** Takes all frames back: they were none. */
  void clearFrames() {
    frames = noFrames();
  }

  Ends<Frame> frames() {
    return frames;
  }

  private static Ends<Frame> noFrames() {
    return new Ends<>(Limits.FRAMES / 2, Limits.FRAMES / 2);
  }
}
