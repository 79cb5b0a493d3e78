// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.store.jdbc;

import dev.tombo.server.model.EventId;
import dev.tombo.server.model.Fingerprint;
import dev.tombo.server.model.IssueState;
import dev.tombo.server.store.DigestTransaction;
import dev.tombo.server.store.LedgerCount;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One digest's reads and writes, handed to a class for each kind of table. */
final class JdbcDigestTransaction implements DigestTransaction {
  private final EventTables events;
  private final IssueTables issues;
  private final SliceTable slices;
  private final CounterTables counters;
  private final TagTables tags;
  private final UsageTables usage;

  JdbcDigestTransaction(Session session, KnownTags knownTags) {
    events = new EventTables(session);
    slices = new SliceTable(session);
    issues = new IssueTables(session, slices, new TextTable(session));
    counters = new CounterTables(session);
    tags = new TagTables(session, knownTags);
    usage = new UsageTables(session);
  }

  /** The values of tags that have a row once this is committed. */
  Collection<KnownTags.Value> countedTags() {
    return tags.counted();
  }

  @Override
  public Map<EventId, Optional<GroupingRef>> knownEvents(long project, Collection<EventId> ids) {
    return events.known(project, ids);
  }

  @Override
  public Map<Fingerprint, GroupingRef> groupings(
      long project, Collection<Fingerprint> fingerprints) {
    return events.groupings(project, fingerprints);
  }

  @Override
  public Map<Long, Long> owners(long project, Collection<Long> groupings) {
    return events.owners(project, groupings);
  }

  @Override
  public long reserve(long project, Sequence sequence, int count) {
    return events.reserve(project, sequence, count);
  }

  @Override
  public void insertIssues(long project, List<NewIssue> rows) {
    issues.insert(project, rows);
  }

  @Override
  public void insertGroupings(long project, List<NewGrouping> rows) {
    events.insertGroupings(project, rows);
  }

  @Override
  public void insertEvents(long project, List<NewEvent> rows) {
    events.insert(project, rows);
  }

  @Override
  public void addDictionaries(long project, Map<Long, byte[]> byGrouping) {
    events.addDictionaries(project, byGrouping);
  }

  @Override
  public Map<Long, IssueState> changeIssues(long project, List<IssueChange> changes) {
    return issues.change(project, changes);
  }

  @Override
  public Set<Long> reopen(long project, Collection<Long> numbers) {
    return issues.reopen(project, numbers);
  }

  @Override
  public void countHours(long project, List<HourCount> counts) {
    counters.hours(project, counts);
  }

  @Override
  public void countSlices(long project, List<SliceChange> changes, Map<Long, IssueState> states) {
    slices.count(project, changes, states);
  }

  @Override
  public Set<GroupingUser> insertUsers(long project, List<GroupingUser> users) {
    return counters.users(project, users);
  }

  @Override
  public void countTags(long project, List<TagCount> counts) {
    tags.count(project, counts);
  }

  @Override
  public void countValues(long project, List<ValueCount> counts) {
    counters.values(project, counts);
  }

  @Override
  public boolean insertBatch(long project, EventId batch, Instant receivedAt) {
    return counters.batch(project, batch, receivedAt);
  }

  @Override
  public void count(long project, List<LedgerCount> counts) {
    usage.ledger(project, counts);
  }

  @Override
  public void useTokens(long project, List<TokenUse> uses) {
    usage.tokens(project, uses);
  }

  @Override
  public void insertActivities(long project, List<NewActivity> activities) {
    issues.activities(project, activities);
  }
}
