// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.http;

import dev.tombo.server.http.IssueDetail.GroupingView;
import dev.tombo.server.ingest.StoredEvents;
import dev.tombo.server.model.Account;
import dev.tombo.server.model.Explanation;
import dev.tombo.server.model.IssueId;
import dev.tombo.server.store.EventRow;
import dev.tombo.server.store.IssueQuery;
import dev.tombo.server.store.IssueRow;
import dev.tombo.server.store.Page;
import dev.tombo.server.store.Store;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** {@code /api/v1/issues}: lists issues; shows one, its events and its counts by time. */
final class IssuesResource {
  /** Of how many issues counts are shown at once. */
  private static final int MOST_STATS = 100;

  private final Access access;
  private final Store store;
  private final EventViews views;
  private final StoredEvents stored;
  private final InstantSource clock;

  IssuesResource(
      Access access, Store store, EventViews views, StoredEvents stored, InstantSource clock) {
    this.access = access;
    this.store = store;
    this.views = views;
    this.stored = stored;
    this.clock = clock;
  }

  void list(Call call) {
    IssueListRequest request = IssueListRequest.of(call.parameters(), clock.instant());
    IssueQuery query = request.query(projects(call.caller().account(), request.parameters()));
    Page<IssueRow> page = store.issues().list(query);
    call.reply(
        new Listing<>(
            page.items().stream().map(IssueView::of).toList(),
            page.more() ? request.cursorAfter(query, page.items().getLast()) : null));
  }

  void show(Call call) {
    call.reply(detail(visible(call)));
  }

  /**
   * One issue by itself.
   *
   * @throws ProblemException 404 if it is gone
   */
  IssueDetail detail(IssueId id) {
    IssueRow row = store.issues().find(id).orElseThrow(IssuesResource::notFound);
    Optional<EventRow> latest =
        store.events().find(id.project(), row.latestEvent()).or(() -> newest(id));
    GroupingView grouping =
        GroupingView.of(
            store.issues().fingerprints(id),
            latest
                .map(EventRow::body)
                .map(body -> stored.explain(id.project(), body))
                .orElse(Explanation.NONE));
    return IssueDetail.of(row, grouping, latest.map(views::of));
  }

  void events(Call call) {
    IssueId id = visible(call);
    Parameters parameters = call.parameters();
    Optional<Long> before = parameters.read("cursor", "a cursor of this list", Cursor::one);
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

  void stats(Call call) {
    IssueId id = visible(call);
    HourRange range = HourRange.of(call.parameters(), clock.instant());
    if (store.issues().find(id).isEmpty()) {
      throw notFound();
    }
    call.reply(Map.of("points", range.points(store.issues().hours(id, range.from(), range.to()))));
  }

  /** Counts of several issues at once; those that are not seen are left out. */
  void statsOfMany(Call call) {
    HourRange range = HourRange.of(call.parameters(), clock.instant());
    List<Long> seen = access.projects(call.caller().account());
    List<IssueId> ids =
        call
            .parameters()
            .read("ids", "1 to " + MOST_STATS + " ids of issues, with commas", IssuesResource::ids)
            .orElse(List.of())
            .stream()
            .filter(id -> seen.contains(id.project()))
            .toList();
    call.reply(StatsOfMany.of(range, ids, store.issues().hours(ids, range.from(), range.to())));
  }

  private static Optional<List<IssueId>> ids(String text) {
    List<Optional<IssueId>> ids = Arrays.stream(text.split(",", -1)).map(IssueId::parse).toList();
    return ids.size() > MOST_STATS || ids.contains(Optional.<IssueId>empty())
        ? Optional.empty()
        : Optional.of(ids.stream().map(Optional::orElseThrow).distinct().toList());
  }

  private Optional<EventRow> newest(IssueId id) {
    return store.events().ofIssue(id, OptionalLong.empty(), 1).items().stream().findFirst();
  }

  /** The projects that a list is of: the one that was asked for, or all that are seen. */
  private List<Long> projects(Account account, Parameters parameters) {
    List<Long> seen = access.projects(account);
    Optional<Long> asked = parameters.read("project", "a project's number", Parameters::number);
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
}
