// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.store;

import dev.tombo.server.model.Json;
import dev.tombo.server.store.GroupingStore.StoredRules;
import dev.tombo.server.store.RegroupStore.Author;
import java.util.Optional;

/** What projects say of the secrets in their events. Thread-safe. */
public interface ScrubbingStore extends Audited<ScrubbingStore> {
  /** The rules of a project that are in force; empty for none. */
  Optional<StoredRules> rules(long project);

  /**
   * Makes rules the project's, as the version after the one that is in force.
   *
   * @param after the version that they are to follow; 0 for none
   * @throws StoreConflictException if another is in force by now; nothing was done
   * @throws NoProjectException if there is no such project
   */
  StoredRules change(long project, long after, Json rules, Author author);
}
