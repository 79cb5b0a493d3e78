// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.store;

import dev.tombo.server.model.IssueId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Which issues a list holds: those of which every condition holds. Their order is by the sort, then
 * by last seen, then by project and number, all in one direction.
 *
 * @param projects only of these; none of them is no issue
 * @param environment only seen there, with the counts and times of there
 * @param release only seen in it, with the counts and times of it
 * @param conditions all of which hold
 * @param sort what comes first in the order
 * @param descending whether the greatest comes first
 * @param after only those that follow this place
 * @param limit how many at most, from 1
 */
public record IssueQuery(
    List<Long> projects,
    Optional<String> environment,
    Optional<String> release,
    List<Condition> conditions,
    Sort sort,
    boolean descending,
    Optional<Place> after,
    int limit) {

  /** All issues of some projects, latest seen first, 50 at a time. */
  public static IssueQuery of(List<Long> projects) {
    return new IssueQuery(
        projects,
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Sort.LAST_SEEN,
        true,
        Optional.empty(),
        50);
  }

  /** The same list from a place on. */
  public IssueQuery page(Optional<Place> from, int most) {
    return new IssueQuery(projects, environment, release, conditions, sort, descending, from, most);
  }

  /** What a list is sorted by. */
  public enum Sort {
    LAST_SEEN {
      @Override
      public long key(IssueRow row) {
        return row.lastSeen().toEpochMilli();
      }
    },
    FIRST_SEEN {
      @Override
      public long key(IssueRow row) {
        return row.firstSeen().toEpochMilli();
      }
    },
    COUNT {
      @Override
      public long key(IssueRow row) {
        return row.count();
      }
    },
    /** By severity. */
    LEVEL {
      @Override
      @SuppressWarnings("EnumOrdinal") // the order by severity
      public long key(IssueRow row) {
        return row.level().ordinal();
      }
    };

    /** The number by which an issue is sorted. */
    public abstract long key(IssueRow row);
  }

  /**
   * A place in the list.
   *
   * @param key by which the item there is sorted
   * @param lastSeen of the item there
   * @param issue the item there
   */
  public record Place(long key, Instant lastSeen, IssueId issue) {
    /** The place of an item. */
    public static Place of(Sort sort, IssueRow row) {
      return new Place(sort.key(row), row.lastSeen(), row.id());
    }
  }
}
