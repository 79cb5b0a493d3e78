// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.grouping;

import dev.tombo.server.model.Explanation;
import dev.tombo.server.model.Explanation.Ignored;
import dev.tombo.server.model.Explanation.Reason;
import java.util.ArrayList;
import java.util.List;

/** Writes down what counts and what does not. Not thread-safe. */
final class ExplainedParts implements Parts {
  /** A reader wants the reasons, not a thousand calls of a recursion. */
  private static final int MOST_IGNORED = 500;

  private final List<String> counted = new ArrayList<>();
  private final List<Ignored> ignored = new ArrayList<>();

  @Override
  public void counts(String kind, String text) {
    counted.add(kind + ":" + text);
  }

  @Override
  public void counts(Call call) {
    counts("frame", call.described());
  }

  @Override
  public boolean wantsIgnored() {
    return true;
  }

  @Override
  public void ignored(String kind, String text, Reason reason) {
    if (ignored.size() < MOST_IGNORED) {
      ignored.add(new Ignored(kind + ":" + text, reason));
    }
  }

  @Override
  public void ignored(Call call, Reason reason) {
    ignored("frame", call.described(), reason);
  }

  Explanation explanation() {
    return new Explanation(List.copyOf(counted), List.copyOf(ignored));
  }
}
