// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.http;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.tombo.server.model.Explanation;
import dev.tombo.server.model.Fingerprint;
import dev.tombo.server.store.IssueRow;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An issue as the API shows it by itself. */
record IssueDetail(
    @JsonUnwrapped IssueView issue,
    @Nullable Collector collectedBy,
    GroupingView grouping,
    @JsonRawValue @Nullable String latestEvent) {

  /**
   * Why events are this issue.
   *
   * @param version of the algorithm that made the newest fingerprint
   * @param fingerprints of its groupings, oldest first
   * @param explanation what of the latest event made its fingerprint; empty without its body
   * @param ignored what of it did not
   */
  record GroupingView(
      String version,
      List<String> fingerprints,
      List<String> explanation,
      List<IgnoredView> ignored) {
    static GroupingView of(List<Fingerprint> fingerprints, Explanation explanation) {
      List<String> values = fingerprints.stream().map(Fingerprint::value).toList();
      String newest = values.isEmpty() ? "" : values.getLast();
      return new GroupingView(
          newest.split(":", 2)[0],
          values,
          explanation.counted(),
          explanation.ignored().stream().map(IgnoredView::of).toList());
    }
  }

  /** A part that did not count, and why. */
  record IgnoredView(String part, String reason) {
    static IgnoredView of(Explanation.Ignored ignored) {
      return new IgnoredView(ignored.part(), ignored.reason().wireName());
    }
  }

  static IssueDetail of(IssueRow row, GroupingView grouping, Optional<EventView> latest) {
    return new IssueDetail(
        IssueView.of(row),
        latest.map(EventView::collectedBy).orElse(null),
        grouping,
        latest.map(EventView::json).orElse(null));
  }
}
