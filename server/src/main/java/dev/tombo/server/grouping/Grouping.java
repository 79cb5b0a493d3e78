// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.grouping;

import dev.tombo.server.model.Event;
import dev.tombo.server.model.Explanation;
import dev.tombo.server.model.Explanation.Reason;
import dev.tombo.server.model.Fingerprint;
import dev.tombo.server.model.GroupingRules;
import dev.tombo.server.model.GroupingRules.Rule;
import dev.tombo.server.model.Verdict;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Says which fault an event shows. Version 1: the types of the chain without wrappers, and of each
 * exception the calls of the application without lines and generated names, recursions once;
 * without calls the type with the wording of its message, without exceptions the template or
 * wording with the logger. Pure.
 */
public final class Grouping {
  /** Named by every fingerprint; another algorithm has another. */
  public static final String VERSION = "v1";

  private Grouping() {}

  /** The verdict on an event of a project that has no rules. */
  public static Verdict judge(Event event) {
    return judge(event, GroupingRules.NONE);
  }

  /** The verdict on an event. */
  public static Verdict judge(Event event, GroupingRules rules) {
    HashedParts parts = new HashedParts();
    Reading reading = Reading.of(event, rules, parts);
    Optional<Rule> rule = Matching.rule(event, rules);
    parts(event, reading, rule, rules, parts);
    @Nullable String title = rule.map(Rule::title).orElse(null);
    return new Verdict(
        parts.fingerprint(VERSION),
        full(event, reading, rule),
        List.of(),
        title == null ? Titles.title(event, reading) : Titles.line(title),
        Titles.culprit(reading));
  }

  /** Why an event has its fingerprint. */
  public static Explanation explain(Event event, GroupingRules rules) {
    ExplainedParts parts = new ExplainedParts();
    Reading reading = Reading.of(event, rules, parts);
    parts(event, reading, Matching.rule(event, rules), rules, parts);
    return parts.explanation();
  }

  private static void parts(
      Event event, Reading reading, Optional<Rule> rule, GroupingRules rules, Parts parts) {
    List<String> own = own(event, rule);
    if (own.isEmpty()) {
      Computed.parts(event, reading, rules.messageCounts(), parts);
      return;
    }
    boolean ours = false;
    for (String part : own) {
      if (Variables.isDefault(part)) {
        ours = true;
        Computed.parts(event, reading, rules.messageCounts(), parts);
      } else {
        parts.counts("text", Variables.expand(part, event, reading));
      }
    }
    if (!ours) {
      reading.links().forEach(link -> parts.ignored("type", link.type(), Reason.OWN_FINGERPRINT));
      if (event.message() != null) {
        parts.ignored("message", event.message(), Reason.OWN_FINGERPRINT);
      }
    }
  }

  /** The fingerprint that somebody said instead of ours: a rule, else the client; else empty. */
  private static List<String> own(Event event, Optional<Rule> rule) {
    List<String> ofRule = rule.map(Rule::fingerprint).orElse(List.of());
    return ofRule.isEmpty() ? event.fingerprint() : ofRule;
  }

  /** The fingerprint over all calls; null where calls do not decide. */
  private static @Nullable Fingerprint full(Event event, Reading reading, Optional<Rule> rule) {
    boolean calls = reading.links().stream().anyMatch(link -> !link.calls().isEmpty());
    if (!calls || !own(event, rule).isEmpty()) {
      return null;
    }
    HashedParts parts = new HashedParts();
    Computed.allParts(reading, parts);
    return parts.fingerprint(VERSION);
  }
}
