// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.http;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tombo.server.ingest.ProjectRules;
import dev.tombo.server.ingest.RuleChange;
import dev.tombo.server.ingest.RulesForm;
import dev.tombo.server.ingest.StoredEvents;
import dev.tombo.server.model.GroupingRules;
import dev.tombo.server.model.IssueId;
import dev.tombo.server.store.GroupingStore;
import dev.tombo.server.store.GroupingStore.StoredRules;
import dev.tombo.server.store.RegroupStore;
import dev.tombo.server.store.RegroupStore.Author;
import dev.tombo.server.store.RegroupStore.RegroupException;
import dev.tombo.server.store.Store;
import dev.tombo.server.store.StoreConflictException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** {@code /api/v1/projects/{p}/grouping-rules}: shows and changes them, and tries others. */
final class GroupingRulesResource {
  private final Access access;
  private final GroupingStore store;
  private final RegroupStore regroupings;
  private final StoredEvents events;
  private final ProjectRules rules;
  private final InstantSource clock;

  GroupingRulesResource(
      Access access, Store store, StoredEvents events, ProjectRules rules, InstantSource clock) {
    this.access = access;
    this.store = store.groupings();
    this.regroupings = store.regroupings();
    this.events = events;
    this.rules = rules;
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
      long occurrences,
      long withoutBody,
      boolean complete) {
    static PreviewView of(long project, RuleChange change) {
      List<SplitView> splits = new ArrayList<>();
      change.splits().forEach((issue, into) -> splits.add(new SplitView(id(project, issue), into)));
      return new PreviewView(
          change.merges().stream()
              .map(issues -> new MergeView(issues.stream().map(n -> id(project, n)).toList()))
              .toList(),
          splits,
          change.examined(),
          change.occurrences(),
          change.withoutBody(),
          change.complete());
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
    JsonNode body = body(call, Set.of("rules"));
    call.reply(PreviewView.of(project, RuleChange.of(project, read(body), store, events)));
  }

  /**
   * Events go on in the issues they have as far as stored events show which these are: their new
   * fingerprints are known before the rules are in force. Issues that become one are merged.
   */
  void put(Call call) {
    long project = access.owned(call);
    JsonNode body = body(call, Set.of("version", "rules"));
    GroupingRules wanted = read(body);
    if (!body.path("version").isTextual()) {
      throw BodyFields.wrong("version", "missing or not text");
    }
    String version = body.path("version").textValue();
    StoredRules current = inForce(project);
    if (!version.equals(Long.toString(current.version()))) {
      throw conflict(current.version());
    }
    RuleChange change = RuleChange.of(project, wanted, store, events);
    Author author = new Author(call.caller().account().id(), clock.instant());
    regroupings.adopt(project, change.owners(), author.at());
    StoredRules saved = save(project, current.version(), wanted, author);
    rules.changed(project);
    change.absorbed().forEach((owner, issues) -> merge(project, owner, issues, author));
    call.reply(RulesView.of(saved));
  }

  private StoredRules inForce(long project) {
    return store
        .rules(project)
        .orElseGet(() -> new StoredRules(0, RulesForm.write(GroupingRules.NONE)));
  }

  private StoredRules save(long project, long after, GroupingRules wanted, Author author) {
    try {
      return store.saveRules(
          project, after, RulesForm.write(wanted), author.account(), author.at());
    } catch (StoreConflictException e) {
      throw conflict(after);
    }
  }

  private void merge(long project, long owner, Collection<Long> issues, Author author) {
    try {
      regroupings.merge(
          new IssueId(project, owner), issues, stored -> events.describe(project, stored), author);
    } catch (RegroupException e) {
      // Deleted or merged by somebody meanwhile, who knew better.
    }
  }

  private static ProblemException conflict(long version) {
    return new ProblemException(
        Problem.conflict("version: another is in force than " + version + " or the one sent"));
  }

  private static JsonNode body(Call call, Set<String> known) {
    JsonNode body = call.json();
    body.fieldNames()
        .forEachRemaining(
            name -> {
              if (!known.contains(name)) {
                throw BodyFields.wrong(name, "unknown field");
              }
            });
    return body;
  }

  private static GroupingRules read(JsonNode body) {
    try {
      return RulesForm.read(body.path("rules"));
    } catch (IllegalArgumentException e) {
      throw BodyFields.wrong("rules", String.valueOf(e.getMessage()));
    }
  }
}
