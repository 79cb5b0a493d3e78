// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.store.jdbc;

import static dev.tombo.server.store.jdbc.Given.change;
import static dev.tombo.server.store.jdbc.Given.minute;
import static dev.tombo.server.store.jdbc.Given.slices;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tombo.server.model.IssueAction;
import dev.tombo.server.model.IssueId;
import dev.tombo.server.model.IssueStatus;
import dev.tombo.server.model.Level;
import dev.tombo.server.store.Condition;
import dev.tombo.server.store.Condition.HasLevel;
import dev.tombo.server.store.Condition.HasStatus;
import dev.tombo.server.store.Condition.Not;
import dev.tombo.server.store.IssueQuery;
import dev.tombo.server.store.IssueQuery.Place;
import dev.tombo.server.store.IssueRow;
import dev.tombo.server.store.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a store does with lists of issues. */
interface IssueListContract extends OpenStore {
  /** A query of everything in some projects but what is archived. */
  private static IssueQuery all(Long... projects) {
    return query(List.of(projects), null, null);
  }

  private static IssueQuery query(
      List<Long> projects, @Nullable String environment, @Nullable String release) {
    IssueQuery all = IssueQuery.of(projects);
    return new IssueQuery(
        projects,
        Optional.ofNullable(environment),
        Optional.ofNullable(release),
        List.of(new Not(new HasStatus(IssueStatus.ARCHIVED))),
        all.sort(),
        all.descending(),
        Optional.empty(),
        all.limit());
  }

  private static IssueQuery only(IssueQuery query, Condition... conditions) {
    return new IssueQuery(
        query.projects(),
        query.environment(),
        query.release(),
        List.of(conditions),
        query.sort(),
        query.descending(),
        query.after(),
        query.limit());
  }

  private List<String> titles(IssueQuery query) {
    return store().issues().list(query).items().stream().map(IssueRow::title).toList();
  }

  /** Walks a list in pages and checks that it holds what one long page holds. */
  private void assertPagesMakeTheList(IssueQuery query, int limit) {
    List<IssueRow> whole = store().issues().list(query.page(Optional.empty(), 500)).items();
    List<IssueRow> walked = new ArrayList<>();
    Optional<Place> after = Optional.empty();
    Page<IssueRow> page;
    do {
      page = store().issues().list(query.page(after, limit));
      assertThat(page.items()).hasSizeLessThanOrEqualTo(limit);
      walked.addAll(page.items());
      after = Optional.of(Place.of(query.sort(), walked.getLast()));
    } while (page.more());
    assertThat(walked).isEqualTo(whole);
  }

  @Test
  default void list_ofProjects_isLatestSeenFirstThenByProjectAndNumber() {
    Given.issue(store(), 1, "1-1", 5);
    Given.issue(store(), 2, "2-1", 5);
    Given.issue(store(), 1, "1-2", 5);
    Given.issue(store(), 1, "1-3", 7);
    Given.issue(store(), 3, "3-1", 9);

    assertThat(titles(all(1L, 2L))).containsExactly("1-3", "2-1", "1-2", "1-1");
    assertThat(titles(all(2L, 1L, 1L))).containsExactly("1-3", "2-1", "1-2", "1-1");
    assertThat(titles(all(3L))).containsExactly("3-1");
    assertThat(titles(all())).isEmpty();
    assertThat(titles(all(99L))).isEmpty();
  }

  @Test
  default void list_inPages_holdsEachIssueOnce() {
    for (int i = 0; i < 40; i++) {
      Given.issue(store(), 1 + i % 3, "t" + i, Level.ERROR, i / 8, "prod", "1");
    }

    for (int limit : new int[] {1, 7, 39, 40, 41}) {
      assertPagesMakeTheList(all(1L, 2L, 3L), limit);
      assertPagesMakeTheList(query(List.of(1L, 2L, 3L), "prod", null), limit);
    }
    assertThat(store().issues().list(all(1L, 2L, 3L)).items()).hasSize(40);
  }

  @Test
  default void list_ofLevelAndStatus_holdsWhatPassesBoth() {
    Given.issue(store(), 1, "fatal", Level.FATAL, 1, "", "");
    Given.issue(store(), 1, "error", Level.ERROR, 2, "", "");
    IssueId archived = Given.issue(store(), 1, "archived", Level.ERROR, 3, "", "");
    store().issues().act(1, List.of(archived.number()), IssueAction.ARCHIVE, 1, minute(4));
    var isArchived = new HasStatus(IssueStatus.ARCHIVED);

    assertThat(titles(all(1L))).containsExactly("error", "fatal");
    assertThat(
            titles(only(all(1L), new HasLevel(Level.ERROR), new HasStatus(IssueStatus.UNRESOLVED))))
        .containsExactly("error");
    assertThat(titles(only(all(1L), isArchived))).containsExactly("archived");
    assertThat(titles(only(all(1L), isArchived, new HasLevel(Level.FATAL)))).isEmpty();
  }

  @Test
  default void list_ofSlice_hasTheCountsAndTimesOfThere() {
    Given.issue(store(), 1, "both", Level.ERROR, 1, "prod", "1.0");
    Given.issue(store(), 1, "test only", Level.ERROR, 8, "test", "1.0");
    Given.again(store(), 1, change(1, 9, Level.ERROR), slices(1, "test", "2.0", 4, 9));

    IssueRow prod = store().issues().list(query(List.of(1L), "prod", null)).items().getFirst();

    assertThat(prod.title()).isEqualTo("both");
    assertThat(prod.count()).isEqualTo(1);
    assertThat(prod.lastSeen()).isEqualTo(minute(1));
    assertThat(prod.message()).isEqualTo("message 9");
    assertThat(prod.environments()).containsExactly("prod", "test");
    assertThat(titles(query(List.of(1L), "test", null))).containsExactly("both", "test only");
    assertThat(titles(query(List.of(1L), null, "1.0"))).containsExactly("test only", "both");
    assertThat(titles(query(List.of(1L), "test", "2.0"))).containsExactly("both");
    assertThat(titles(query(List.of(1L), "prod", "2.0"))).isEmpty();
    assertThat(titles(query(List.of(1L), "", ""))).containsExactly("both", "test only");
    IssueRow both = store().issues().list(query(List.of(1L), "test", "2.0")).items().getFirst();
    assertThat(both.count()).isEqualTo(4);
    assertThat(both.firstSeen()).isEqualTo(minute(9));
  }

  @Test
  default void list_ofSliceWithStatusLevelAndPlace_combinesAll() {
    for (int i = 1; i <= 4; i++) {
      Given.issue(store(), 1, "t" + i, i == 2 ? Level.INFO : Level.ERROR, i, "prod", "1.0");
    }
    var place = new Place(minute(4).toEpochMilli(), minute(4), new IssueId(1, 4));
    IssueQuery query =
        only(
                query(List.of(1L), "prod", "1.0"),
                new HasLevel(Level.ERROR),
                new HasStatus(IssueStatus.UNRESOLVED))
            .page(Optional.of(place), 1);

    Page<IssueRow> page = store().issues().list(query);

    assertThat(page.items()).singleElement().matches(row -> row.title().equals("t3"));
    assertThat(page.more()).isTrue();
  }

  @Test
  default void countSlices_byOlderEvent_keepsTheLatest() {
    Given.issue(store(), 1, "t", Level.ERROR, 5, "prod", "");
    Given.again(store(), 1, change(1, 2, Level.ERROR), slices(1, "prod", "", 3, 2));

    IssueRow row = store().issues().list(query(List.of(1L), "prod", null)).items().getFirst();

    assertThat(row.count()).isEqualTo(4);
    assertThat(row.firstSeen()).isEqualTo(minute(2));
    assertThat(row.lastSeen()).isEqualTo(minute(5));
  }
}
