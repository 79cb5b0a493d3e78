// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.grouping;

import dev.tombo.server.model.Event;
import dev.tombo.server.model.Explanation.Reason;
import dev.tombo.server.model.GroupingRules;
import dev.tombo.server.model.Thrown;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An event's chain with the calls of each exception: what fingerprint, title and culprit are made
 * from.
 *
 * @param links outermost first
 * @param root the innermost exception; null for none
 */
record Reading(List<Link> links, @Nullable Link root) {

  /**
   * One exception.
   *
   * @param thrown it
   * @param type its class without what was generated; empty where it says nothing
   * @param calls newest first
   */
  record Link(Thrown thrown, String type, List<Call> calls) {
    List<Call> ofApplication() {
      List<Call> own = new ArrayList<>(calls.size());
      for (Call call : calls) {
        if (call.inApp()) {
          own.add(call);
        }
      }
      return own;
    }
  }

  /** Reads an event; what never counts is told. */
  static Reading of(Event event, GroupingRules rules, Parts parts) {
    if (event.exceptions().isEmpty()) {
      return new Reading(List.of(), null);
    }
    Stack stack = Stack.of(event, rules);
    Chain chain = Chain.of(event.exceptions(), parts);
    List<Link> links = new ArrayList<>(chain.links().size());
    for (Chain.Link link : chain.links()) {
      Thrown thrown = link.thrown();
      boolean synthetic = Chain.says(thrown.mechanism(), "synthetic");
      String type = thrown.type() == null ? "" : Names.type(thrown.type());
      if (synthetic) {
        parts.ignored("type", type, Reason.SYNTHETIC);
      }
      links.add(new Link(thrown, synthetic ? "" : type, stack.calls(link.frames(), parts)));
    }
    return new Reading(links, links.isEmpty() ? null : links.get(chain.root()));
  }
}
