// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.http;

import dev.tombo.server.model.IssueStatus;
import dev.tombo.server.model.Level;
import dev.tombo.server.store.Condition;
import dev.tombo.server.store.Condition.Where;
import dev.tombo.server.store.IssueQuery;
import dev.tombo.server.store.IssueQuery.Place;
import dev.tombo.server.store.IssueQuery.Sort;
import dev.tombo.server.store.IssueRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a request for a list of issues asks for: its parameters, or those that its cursor holds.
 *
 * @param parameters those that decide which issues, in which order
 * @param startedAt when the list's first page was asked for
 * @param after where the page begins; empty for the first
 * @param limit how many at most
 */
record IssueListRequest(
    Parameters parameters, Instant startedAt, Optional<Place> after, int limit) {
  static final String[] PARAMETERS = {
    "project",
    "environment",
    "release",
    "level",
    "status",
    "search",
    "searchBy",
    "q",
    "sort",
    "direction",
    "since",
    "until",
    "limit",
    "cursor"
  };

  private static final int MAX_TEXT = 1_000;

  /**
   * Reads a request.
   *
   * @throws ProblemException 400 naming what cannot be read, or is not as in the cursor
   */
  static IssueListRequest of(Parameters given, Instant now) {
    int limit = given.limit();
    Optional<ListCursor> cursor = given.read("cursor", "a cursor of this list", ListCursor::parse);
    Parameters own = given.without("limit", "cursor");
    if (cursor.isEmpty()) {
      return new IssueListRequest(own, now, Optional.empty(), limit);
    }
    Parameters first = Parameters.of(cursor.get().parameters(), PARAMETERS);
    own.requireAmong(first, "the cursor");
    Instant startedAt = Instant.ofEpochMilli(cursor.get().startedAt());
    return new IssueListRequest(first, startedAt, Optional.of(cursor.get().place()), limit);
  }

  /**
   * The query for it.
   *
   * @param projects those that it may be of
   */
  IssueQuery query(List<Long> projects) {
    Sort sort =
        parameters
            .read("sort", "lastSeen, firstSeen, count or level", IssueListRequest::sort)
            .orElse(Sort.LAST_SEEN);
    boolean descending =
        parameters.read("direction", "asc or desc", IssueListRequest::descending).orElse(true);
    List<Condition> conditions = conditions();
    if (sort == Sort.LAST_SEEN && !descending && after.isPresent()) {
      // What is seen again meanwhile would come once more.
      conditions.add(new Condition.LastSeenUntil(startedAt));
    }
    return new IssueQuery(
        projects,
        parameters.text("environment"),
        parameters.text("release"),
        List.copyOf(conditions),
        sort,
        descending,
        after,
        limit);
  }

  /** The cursor that goes on after an item. */
  String cursorAfter(IssueQuery query, IssueRow last) {
    return ListCursor.of(parameters.values(), startedAt, Place.of(query.sort(), last)).text();
  }

  private List<Condition> conditions() {
    List<Condition> conditions = new ArrayList<>();
    shortText("q").ifPresent(text -> conditions.addAll(QueryLanguage.parse(text)));
    boolean ofStatus = conditions.stream().anyMatch(Condition.HasStatus.class::isInstance);
    parameters
        .read("status", "unresolved, resolved or archived", IssueStatus::parse)
        .map(status -> (Condition) new Condition.HasStatus(status))
        .or(
            () ->
                ofStatus
                    ? Optional.empty()
                    : Optional.of(new Condition.Not(new Condition.HasStatus(IssueStatus.ARCHIVED))))
        .ifPresent(conditions::add);
    parameters
        .read("level", "fatal, error, warning, info or debug", Level::named)
        .ifPresent(level -> conditions.add(new Condition.HasLevel(level)));
    Where where =
        parameters
            .read("searchBy", "level, description or origin", IssueListRequest::where)
            .orElse(Where.ANYWHERE);
    shortText("search").ifPresent(text -> conditions.add(new Condition.Contains(where, text)));
    parameters.time("since").ifPresent(time -> conditions.add(new Condition.SeenSince(time)));
    parameters.time("until").ifPresent(time -> conditions.add(new Condition.FirstSeenBefore(time)));
    return conditions;
  }

  private Optional<String> shortText(String name) {
    return parameters.read(
        name,
        "of " + MAX_TEXT + " characters at most",
        text -> text.length() <= MAX_TEXT ? Optional.of(text) : Optional.empty());
  }

  private static Optional<Sort> sort(String text) {
    return switch (text) {
      case "lastSeen" -> Optional.of(Sort.LAST_SEEN);
      case "firstSeen" -> Optional.of(Sort.FIRST_SEEN);
      case "count" -> Optional.of(Sort.COUNT);
      case "level" -> Optional.of(Sort.LEVEL);
      default -> Optional.empty();
    };
  }

  private static Optional<Boolean> descending(String text) {
    return switch (text) {
      case "desc" -> Optional.of(true);
      case "asc" -> Optional.of(false);
      default -> Optional.empty();
    };
  }

  private static Optional<Where> where(String text) {
    return switch (text) {
      case "level" -> Optional.of(Where.LEVEL);
      case "description" -> Optional.of(Where.DESCRIPTION);
      case "origin" -> Optional.of(Where.ORIGIN);
      default -> Optional.empty();
    };
  }
}
