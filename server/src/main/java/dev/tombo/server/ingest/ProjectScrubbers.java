// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.ingest;

import dev.tombo.server.model.ScrubbingRules;
import dev.tombo.server.store.ScrubbingStore;
import java.time.InstantSource;

/**
 * What redacts secrets in each project's events, by its rules of five seconds ago at most.
 * Thread-safe.
 */
public final class ProjectScrubbers {
  private static final Scrubber STANDARD = new Scrubber(ScrubbingRules.STANDARD);

  private final ProjectMemory<Scrubber> memory;

  /** By the rules of a store's projects. */
  public ProjectScrubbers(ScrubbingStore store, InstantSource clock) {
    memory =
        new ProjectMemory<>(
            project ->
                store
                    .rules(project)
                    .map(stored -> new Scrubber(ScrubbingForm.read(stored)))
                    .orElse(STANDARD),
            clock);
  }

  /** What redacts a project's secrets. */
  Scrubber of(long project) {
    return memory.of(project);
  }

  /** Heeds at once that a project's rules were changed here. */
  public void changed(long project) {
    memory.changed(project);
  }
}
