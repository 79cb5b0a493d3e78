// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.http;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tombo.server.ingest.RuleChange;
import dev.tombo.server.ingest.RuleChanges;
import dev.tombo.server.ingest.RulesForm;
import dev.tombo.server.model.GroupingRules;
import dev.tombo.server.model.IssueId;
import dev.tombo.server.store.GroupingStore;
import dev.tombo.server.store.GroupingStore.StoredRules;
import dev.tombo.server.store.RegroupStore.Author;
import dev.tombo.server.store.StoreConflictException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** {@code /api/v1/projects/{p}/grouping-rules}: shows and changes them, and tries others. */
final class GroupingRulesResource {
  private final Access access;
  private final GroupingStore store;
  private final RuleChanges changes;
  private final InstantSource clock;

  GroupingRulesResource(
      Access access, GroupingStore store, RuleChanges changes, InstantSource clock) {
    this.access = access;
    this.store = store;
    this.changes = changes;
    this.clock = clock;
  }

  /** Rules as the API shows them. */
  record RulesView(String version, @JsonRawValue String rules) {
    static RulesView of(StoredRules stored) {
      return new RulesView(Long.toString(stored.version()), stored.rules().text());
    }
  }

  /** Issues that would be one. */
  record MergeView(List<String> issues) {}

  /** An issue that would be several. */
  record SplitView(String issue, int into) {}

  /** What rules would do. */
  record PreviewView(
      List<MergeView> merges,
      List<SplitView> splits,
      long examined,
      long unread,
      long occurrences,
      long withoutBody) {
    static PreviewView of(long project, RuleChange change) {
      List<SplitView> splits = new ArrayList<>();
      change.splits().forEach((issue, into) -> splits.add(new SplitView(id(project, issue), into)));
      return new PreviewView(
          change.merges().stream()
              .map(issues -> new MergeView(issues.stream().map(n -> id(project, n)).toList()))
              .toList(),
          splits,
          change.examined(),
          change.unread(),
          change.occurrences(),
          change.withoutBody());
    }

    private static String id(long project, long issue) {
      return new IssueId(project, issue).toString();
    }
  }

  void show(Call call) {
    long project = call.number("project");
    var unused = access.require(call.caller().account(), project);
    call.reply(RulesView.of(inForce(project)));
  }

  void preview(Call call) {
    long project = access.owned(call);
    JsonNode body = RulesRequest.body(call, Set.of("rules"));
    call.reply(PreviewView.of(project, changes.preview(project, read(body))));
  }

  void put(Call call) {
    long project = access.owned(call);
    JsonNode body = RulesRequest.body(call, Set.of("version", "rules"));
    GroupingRules wanted = read(body);
    StoredRules current = inForce(project);
    RulesRequest.requireVersion(body, current.version());
    Author author = new Author(call.caller().account().id(), clock.instant());
    try {
      call.reply(
          RulesView.of(changes.put(project, current.version(), wanted, author, call.actor())));
    } catch (StoreConflictException e) {
      throw RulesRequest.conflict(current.version());
    }
  }

  private StoredRules inForce(long project) {
    return store
        .rules(project)
        .orElseGet(() -> new StoredRules(0, RulesForm.write(GroupingRules.NONE)));
  }

  private static GroupingRules read(JsonNode body) {
    try {
      return RulesForm.read(body.path("rules"));
    } catch (IllegalArgumentException e) {
      throw BodyFields.wrong("rules", String.valueOf(e.getMessage()));
    }
  }
}
