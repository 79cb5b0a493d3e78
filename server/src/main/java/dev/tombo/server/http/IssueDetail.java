// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.http;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.tombo.server.model.Fingerprint;
import dev.tombo.server.store.IssueRow;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An issue as the API shows it by itself. */
record IssueDetail(
    @JsonUnwrapped IssueView issue,
    @Nullable Collector collectedBy,
    List<GroupingView> grouping,
    @JsonRawValue @Nullable String latestEvent) {

  /** A grouping that an issue owns. */
  record GroupingView(String version, String fingerprint) {
    static GroupingView of(Fingerprint fingerprint) {
      String value = fingerprint.value();
      return new GroupingView(value.substring(0, value.indexOf(':')), value);
    }
  }

  static IssueDetail of(IssueRow row, List<Fingerprint> fingerprints, Optional<EventView> latest) {
    return new IssueDetail(
        IssueView.of(row),
        latest.map(EventView::collectedBy).orElse(null),
        fingerprints.stream().map(GroupingView::of).toList(),
        latest.map(EventView::json).orElse(null));
  }
}
