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
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** {@code /api/v1/issues}: lists issues, shows one, lists its events. */
final class IssuesResource {
  private static final Set<String> LIST_PARAMETERS =
      Set.of("project", "environment", "release", "level", "status", "limit", "cursor");

  private final Credentials credentials;
  private final Access access;
  private final Store store;
  private final EventViews views;

  IssuesResource(Credentials credentials, Access access, Store store, EventViews views) {
    this.credentials = credentials;
    this.access = access;
    this.store = store;
    this.views = views;
  }

  void list(ServerRequest request, ServerResponse response) {
    Account account = credentials.account(request);
    Parameters parameters = new Parameters(request, LIST_PARAMETERS);
    IssueQuery query =
        new IssueQuery(
            projects(account, parameters),
            parameters.text("environment"),
            parameters.text("release"),
            parameters.read("level", "a level", Level::parse),
            parameters.read("status", "unresolved, resolved or archived", IssueStatus::parse),
            parameters.read("cursor", "a cursor of this list", IssuesResource::place),
            parameters.limit());
    Page<IssueRow> page = store.issues().list(query);
    JsonReplies.send(
        response,
        new Listing<>(
            page.items().stream().map(IssueView::of).toList(),
            page.more() ? cursor(page.items().getLast()) : null));
  }

  void show(ServerRequest request, ServerResponse response) {
    IssueId id = visible(request);
    Parameters.none(request);
    IssueRow row = store.issues().find(id).orElseThrow(IssuesResource::notFound);
    List<Fingerprint> fingerprints = store.issues().fingerprints(id);
    Optional<EventRow> latest =
        store.events().find(id.project(), row.latestEvent()).or(() -> newest(id));
    JsonReplies.send(response, IssueDetail.of(row, fingerprints, latest.map(views::of)));
  }

  void events(ServerRequest request, ServerResponse response) {
    IssueId id = visible(request);
    Parameters parameters = new Parameters(request, Set.of("limit", "cursor"));
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
    JsonReplies.send(
        response,
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

  private IssueId visible(ServerRequest request) {
    Account account = credentials.account(request);
    IssueId id =
        IssueId.parse(request.path().pathParameters().get("id"))
            .orElseThrow(IssuesResource::notFound);
    access.require(account, id.project());
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
