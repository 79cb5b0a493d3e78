// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.ingest;

import dev.tombo.server.model.GroupingRules;
import dev.tombo.server.store.GroupingStore;
import java.time.InstantSource;

/** What projects say of their grouping, as of five seconds ago at most. Thread-safe. */
public final class ProjectRules {
  private final ProjectMemory<GroupingRules> memory;

  /** The rules of a store's projects. */
  public ProjectRules(GroupingStore store, InstantSource clock) {
    memory =
        new ProjectMemory<>(
            project -> store.rules(project).map(RulesForm::read).orElse(GroupingRules.NONE), clock);
  }

  /** The rules of a project. */
  public GroupingRules of(long project) {
    return memory.of(project);
  }

  /** Heeds at once that a project's rules were changed here. */
  public void changed(long project) {
    memory.changed(project);
  }
}
