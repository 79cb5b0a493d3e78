// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.ingest;

import dev.tombo.server.grouping.Grouping;
import dev.tombo.server.model.Event;
import dev.tombo.server.model.Fingerprint;
import dev.tombo.server.model.GroupingRules;
import dev.tombo.server.model.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Judges events by their projects' rules and, while the algorithm is new to this database, by its
 * earlier versions too, so that a fault goes on in the issue that it has. Thread-safe.
 */
public final class Judges {
  /** So long after a version is first used, what it does not know is looked up by earlier ones. */
  static final Duration TRANSITION = Duration.ofDays(90);

  private final ProjectRules rules;
  private final List<EarlierVersion> earlier;
  private final Instant until;

  /** A version of the algorithm that was in use before. */
  @FunctionalInterface
  public interface EarlierVersion {
    /** The fingerprint that it gave to an event. */
    Fingerprint fingerprint(Event event, GroupingRules rules);
  }

  /**
   * Judges by the present version.
   *
   * @param earlier those before it, the newest first
   * @param since when the present one was first used
   */
  public Judges(ProjectRules rules, List<EarlierVersion> earlier, Instant since) {
    this.rules = rules;
    this.earlier = List.copyOf(earlier);
    this.until = since.plus(TRANSITION);
  }

  /** What judges events of a project that are received at a time. */
  Function<Event, Verdict> of(long project, Instant receivedAt) {
    GroupingRules known = rules.of(project);
    boolean transition = !earlier.isEmpty() && receivedAt.isBefore(until);
    return event -> {
      Verdict verdict = Grouping.judge(event, known);
      return transition ? withEarlier(verdict, event, known) : verdict;
    };
  }

  private Verdict withEarlier(Verdict verdict, Event event, GroupingRules known) {
    List<Fingerprint> before = new ArrayList<>();
    for (EarlierVersion version : earlier) {
      before.add(version.fingerprint(event, known));
    }
    return new Verdict(
        verdict.fingerprint(), verdict.full(), before, verdict.title(), verdict.culprit());
  }
}
