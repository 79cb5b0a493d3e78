// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.ingest;

import dev.tombo.server.model.GroupingRules;
import dev.tombo.server.store.GroupingStore;
import dev.tombo.server.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * What projects say of their grouping. It is read every few seconds, so that a change is heeded
 * within five, and what was known holds while it cannot be read. Thread-safe.
 */
public final class ProjectRules {
  private static final Logger LOG = Logger.getLogger(ProjectRules.class.getName());
  private static final Duration MEMORY = Duration.ofSeconds(4);
  private static final int MOST_PROJECTS = 10_000;

  private final GroupingStore store;
  private final InstantSource clock;
  private final Map<Long, Known> known = Collections.synchronizedMap(new Latest());

  private record Known(GroupingRules rules, Instant readAt) {}

  /** The rules of a store's projects. */
  public ProjectRules(GroupingStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  /** The rules of a project. */
  public GroupingRules of(long project) {
    Instant now = clock.instant();
    Known last = known.get(project);
    if (last != null && isFresh(last, now)) {
      return last.rules();
    }
    GroupingRules rules = read(project, last);
    known.put(project, new Known(rules, now));
    return rules;
  }

  /** Heeds at once that a project's rules were changed here. */
  public void changed(long project) {
    known.remove(project);
  }

  private GroupingRules read(long project, @Nullable Known last) {
    try {
      return store.rules(project).map(RulesForm::read).orElse(GroupingRules.NONE);
    } catch (StoreException e) {
      if (last == null) {
        throw e;
      }
      LOG.log(Level.WARNING, "rules cannot be read now: {0}", e.getMessage());
      return last.rules();
    }
  }

  /** A clock that was set back ends every memory. */
  private static boolean isFresh(Known last, Instant now) {
    Duration age = Duration.between(last.readAt(), now);
    return !age.isNegative() && age.compareTo(MEMORY) < 0;
  }

  /** The projects that were asked for last. */
  private static final class Latest extends LinkedHashMap<Long, Known> {
    private static final long serialVersionUID = 1L;

    Latest() {
      super(16, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<Long, Known> eldest) {
      return size() > MOST_PROJECTS;
    }
  }
}
