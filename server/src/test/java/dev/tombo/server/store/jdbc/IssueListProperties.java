// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tombo.server.store.IssueQuery;
import dev.tombo.server.store.IssueQuery.Place;
import dev.tombo.server.store.IssueQuery.Sort;
import dev.tombo.server.store.IssueRow;
import dev.tombo.server.store.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Lists of random stores by random queries: what the pages hold together is what is expected. */
interface IssueListProperties extends OpenStore {
  /** The seed of this run's stores and queries, which a failure names. */
  private static long seed() {
    return Long.getLong("lists.seed", new SplittableRandom().nextLong());
  }

  @Test
  default void list_ofRandomQueries_isWhatBruteForceFinds() {
    long seed = seed();
    var random = new SplittableRandom(seed);
    var expected = new RandomIssues(store(), random);
    expected.fill(120);

    for (int i = 0; i < 400; i++) {
      IssueQuery query = expected.query();
      int limit = 1 + random.nextInt(40);
      int near = random.nextBoolean() ? IssueListSql.NEAR : 1 + random.nextInt(20);
      assertThat(walk(query, limit, near))
          .as("-Dlists.seed=%d, query %d, %d of %d: %s", seed, i, limit, near, query)
          .isEqualTo(expected.list(query));
    }
  }

  @Test
  default void list_walkedWhileEventsArrive_showsNoIssueTwice() {
    long seed = seed();
    var random = new SplittableRandom(seed);
    var issues = new RandomIssues(store(), random);
    issues.fill(60);
    IssueQuery query = IssueQuery.of(List.of(1L, 2L, 3L));

    List<Object> seen = new ArrayList<>();
    Optional<Place> after = Optional.empty();
    Page<IssueRow> page;
    do {
      page = store().issues().list(query.page(after, 7));
      page.items().forEach(row -> seen.add(row.id()));
      if (page.items().isEmpty()) {
        break; // All that was left has been seen again, and stands before the place now.
      }
      after = Optional.of(Place.of(Sort.LAST_SEEN, page.items().getLast()));
      issues.happenLater();
      issues.fill(1);
    } while (page.more());

    assertThat(seen).as("-Dlists.seed=%d", seed).doesNotHaveDuplicates().hasSizeGreaterThan(20);
  }

  private List<IssueRow> walk(IssueQuery query, int limit, int near) {
    List<IssueRow> walked = new ArrayList<>();
    Optional<Place> after = Optional.empty();
    Page<IssueRow> page;
    do {
      page = store().issues(near).list(query.page(after, limit));
      walked.addAll(page.items());
      if (page.more()) {
        assertThat(page.items()).hasSize(limit);
        after = Optional.of(Place.of(query.sort(), walked.getLast()));
      }
    } while (page.more());
    return walked;
  }
}
