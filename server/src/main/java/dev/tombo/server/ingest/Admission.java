// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.ingest;

import dev.tombo.server.model.ProjectLimits;
import dev.tombo.server.store.ProjectStore;
import dev.tombo.server.store.ProjectStore.Allowance;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Lets batches in as the rate limit and the quotas of their project allow. Limits, and what other
 * servers on the database took, are heeded within five seconds. Thread-safe.
 */
public final class Admission {
  private static final int MAX_GATES = 10_000;
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final Allowance OF_NO_PROJECT = new Allowance(ProjectLimits.NONE, 0, 0);

  private final ProjectStore projects;
  private final InstantSource clock;
  private final Map<Long, Gate> gates;

  /** An admission to the projects of a store. */
  public Admission(ProjectStore projects, InstantSource clock) {
    this(projects, clock, MAX_GATES);
  }

  /**
   * An admission that remembers so many projects: who was not asked for longest is forgotten, with
   * what it owes.
   */
  Admission(ProjectStore projects, InstantSource clock, int maxGates) {
    this.projects = projects;
    this.clock = clock;
    this.gates = Collections.synchronizedMap(new Gates(maxGates));
  }

  /**
   * Lets a batch in, before it is read.
   *
   * @throws OverLimitException if the project takes none now
   */
  void ask(long project) {
    gate(project).ask(clock.instant());
  }

  /**
   * Charges a batch that was let in and read.
   *
   * @return what it was charged
   */
  double charge(long project, int items) {
    return gate(project).charge(items, clock.instant());
  }

  /** Gives back what a batch was charged that is to be sent again. */
  void refund(long project, double charged) {
    gate(project).refund(charged);
  }

  /** Counts the items of a batch that are committed. */
  void accepted(long project, int items, Instant receivedAt) {
    gate(project).accepted(items, receivedAt);
  }

  /** Heeds at once that a project's limits were changed here. */
  public void changed(long project) {
    gate(project).forget();
  }

  private Gate gate(long project) {
    return gates.computeIfAbsent(
        project,
        number -> new Gate(day -> projects.allowance(number, day).orElse(OF_NO_PROJECT), PATIENCE));
  }

  /** The gates of the projects that were asked last. */
  private static final class Gates extends LinkedHashMap<Long, Gate> {
    private static final long serialVersionUID = 1L;

    private final int most;

    Gates(int most) {
      super(16, 0.75f, true);
      this.most = most;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<Long, Gate> eldest) {
      return size() > most;
    }
  }
}
