// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.http;

import dev.tombo.server.model.Account;
import dev.tombo.server.model.Fingerprint;
import dev.tombo.server.model.IssueId;
import dev.tombo.server.model.IssueStatus;
import dev.tombo.server.model.Level;
import dev.tombo.server.store.EventRow;
import dev.tombo.server.store.IssueQuery;
import dev.tombo.server.store.IssueRow;
import dev.tombo.server.store.Page;
import dev.tombo.server.store.Store;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** {@code /api/v1/issues}: lists issues, shows one, lists its events. */
final class IssuesResource {
  static final String[] LIST_PARAMETERS = {
    "project", "environment", "release", "level", "status", "limit", "cursor"
  };

  private final Access access;
  private final Store store;
  private final EventViews views;

  IssuesResource(Access access, Store store, EventViews views) {
    this.access = access;
    this.store = store;
    this.views = views;
  }

  void list(Call call) {
    Parameters parameters = call.parameters();
    IssueQuery query =
        new IssueQuery(
            projects(call.caller().account(), parameters),
            parameters.text("environment"),
            parameters.text("release"),
            parameters.read("level", "a level", Level::parse),
            parameters.read("status", "unresolved, resolved or archived", IssueStatus::parse),
            parameters.read("cursor", "a cursor of this list", IssuesResource::place),
            parameters.limit());
    Page<IssueRow> page = store.issues().list(query);
    call.reply(
        new Listing<>(
            page.items().stream().map(IssueView::of).toList(),
            page.more() ? cursor(page.items().getLast()) : null));
  }

  void show(Call call) {
    IssueId id = visible(call);
    IssueRow row = store.issues().find(id).orElseThrow(IssuesResource::notFound);
    List<Fingerprint> fingerprints = store.issues().fingerprints(id);
    Optional<EventRow> latest =
        store.events().find(id.project(), row.latestEvent()).or(() -> newest(id));
    call.reply(IssueDetail.of(row, fingerprints, latest.map(views::of)));
  }

  void events(Call call) {
    IssueId id = visible(call);
    Parameters parameters = call.parameters();
    Optional<Long> before =
        parameters.read(
            "cursor",
            "a cursor of this list",
            text -> Cursor.parts(text, 1).flatMap(parts -> Cursor.number(parts.getFirst())));
    if (store.issues().find(id).isEmpty()) {
      throw notFound();
    }
    Page<EventRow> page =
        store
            .events()
            .ofIssue(
                id, before.map(OptionalLong::of).orElse(OptionalLong.empty()), parameters.limit());
    call.reply(
        new Listing<>(
            views.of(page.items()),
            page.more() ? Cursor.of(page.items().getLast().number()) : null));
  }

  private Optional<EventRow> newest(IssueId id) {
    return store.events().ofIssue(id, OptionalLong.empty(), 1).items().stream().findFirst();
  }

  /** The projects that a list is of: the one that was asked for, or all that are seen. */
  private List<Long> projects(Account account, Parameters parameters) {
    List<Long> seen = access.projects(account);
    Optional<Long> asked = parameters.read("project", "a project's number", Cursor::number);
    if (asked.isEmpty()) {
      return seen;
    }
    if (!seen.contains(asked.get())) {
      throw notFound();
    }
    return List.of(asked.get());
  }

  private IssueId visible(Call call) {
    IssueId id = IssueId.parse(call.path("id")).orElseThrow(IssuesResource::notFound);
    var unused = access.require(call.caller().account(), id.project());
    return id;
  }

  private static ProblemException notFound() {
    return new ProblemException(Problem.notFound());
  }

  private static String cursor(IssueRow last) {
    return Cursor.of(last.lastSeen().toEpochMilli(), last.id());
  }

  private static Optional<IssueQuery.Place> place(String cursor) {
    return Cursor.parts(cursor, 2)
        .flatMap(
            parts ->
                Cursor.number(parts.get(0))
                    .flatMap(
                        millis ->
                            IssueId.parse(parts.get(1))
                                .map(
                                    id -> new IssueQuery.Place(Instant.ofEpochMilli(millis), id))));
  }
}
