// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.store;

import dev.tombo.server.model.Fingerprint;
import dev.tombo.server.model.IssueId;
import java.util.List;
import java.util.Optional;

/** Reads issues; never scans events. Thread-safe. */
public interface IssueStore {
  /** The page that the query asks for. */
  Page<IssueRow> list(IssueQuery query);

  /** One issue, whatever its status. */
  Optional<IssueRow> find(IssueId id);

  /** The fingerprints of the groupings that an issue owns, oldest first; none for no issue. */
  List<Fingerprint> fingerprints(IssueId id);
}
