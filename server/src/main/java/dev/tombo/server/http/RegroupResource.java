// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.http;

import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.tombo.server.ingest.StoredEvents;
import dev.tombo.server.model.Account;
import dev.tombo.server.model.Fingerprint;
import dev.tombo.server.model.IssueId;
import dev.tombo.server.model.Role;
import dev.tombo.server.store.Page;
import dev.tombo.server.store.RegroupStore;
import dev.tombo.server.store.RegroupStore.ActivityRow;
import dev.tombo.server.store.RegroupStore.Author;
import dev.tombo.server.store.RegroupStore.Describer;
import dev.tombo.server.store.RegroupStore.RegroupException;
import dev.tombo.server.store.Store;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * {@code /api/v1/issues/{id}}: merges and splits it, shows its history, and undoes what it moved.
 */
final class RegroupResource {
  private static final int MOST_AT_ONCE = 50;

  private final Access access;
  private final Store store;
  private final RegroupStore regroupings;
  private final StoredEvents stored;
  private final IssuesResource issues;
  private final InstantSource clock;

  RegroupResource(
      Access access, Store store, StoredEvents stored, IssuesResource issues, InstantSource clock) {
    this.access = access;
    this.store = store;
    this.regroupings = store.regroupings();
    this.stored = stored;
    this.issues = issues;
    this.clock = clock;
  }

  /**
   * An entry of a history.
   *
   * @param account who; null for the server itself
   * @param undoable whether it moved groupings and was not undone
   */
  record ActivityView(
      String id,
      Instant at,
      String kind,
      @Nullable String account,
      @JsonRawValue String detail,
      boolean undoable) {}

  void merge(Call call) {
    IssueId into = triaged(call);
    Set<Long> others = new TreeSet<>();
    for (String text : several(call, "ids")) {
      IssueId id =
          IssueId.parse(text)
              .filter(one -> one.project() == into.project())
              .orElseThrow(() -> BodyFields.wrong("ids", "not all of the same project"));
      others.add(id.number());
    }
    others.remove(into.number());
    unlessRefused("ids", () -> regroupings.merge(into, others, describer(into), author(call)));
    call.reply(issues.detail(into));
  }

  void split(Call call) {
    IssueId id = triaged(call);
    List<Fingerprint> asked = several(call, "fingerprints").stream().map(Fingerprint::new).toList();
    IssueId[] made = new IssueId[1];
    unlessRefused(
        "fingerprints", () -> made[0] = regroupings.split(id, asked, describer(id), author(call)));
    call.created(issues.detail(made[0]));
  }

  void undo(Call call) {
    IssueId id = triaged(call);
    long activity = call.number("activity");
    unlessRefused("activity", () -> regroupings.undo(id, activity, describer(id), author(call)));
    call.reply(issues.detail(id));
  }

  void activity(Call call) {
    IssueId id = parsed(call);
    var unused = access.require(call.caller().account(), id.project());
    Parameters parameters = call.parameters();
    Optional<Long> before = parameters.read("cursor", "a cursor of this list", Cursor::one);
    if (store.issues().find(id).isEmpty()) {
      throw notFound();
    }
    Page<ActivityRow> page =
        regroupings.activities(
            id, before.map(OptionalLong::of).orElse(OptionalLong.empty()), parameters.limit());
    call.reply(
        new Listing<>(
            page.items().stream().map(this::view).toList(),
            page.more() ? Cursor.of(page.items().getLast().number()) : null));
  }

  private ActivityView view(ActivityRow row) {
    Long account = row.account();
    return new ActivityView(
        Long.toString(row.number()),
        row.at(),
        row.kind(),
        account == null ? null : store.accounts().find(account).map(Account::shownName).orElse(""),
        row.detail(),
        row.moved() && row.undoneBy() == null);
  }

  private static List<String> several(Call call, String field) {
    List<String> texts = BodyFields.of(call, Set.of(field)).texts(field);
    if (texts.isEmpty() || texts.size() > MOST_AT_ONCE) {
      throw BodyFields.wrong(field, "not 1 to " + MOST_AT_ONCE + " of them");
    }
    return texts;
  }

  private static void unlessRefused(String field, Runnable work) {
    try {
      work.run();
    } catch (RegroupException e) {
      throw switch (e.reason()) {
        case NOT_FOUND -> notFound();
        case NOTHING_LEFT -> BodyFields.wrong(field, "would leave the issue with none");
        case CHANGED_SINCE ->
            new ProblemException(Problem.conflict(field + ": undone, moved or deleted since"));
      };
    }
  }

  private Describer describer(IssueId id) {
    return body -> stored.describe(id.project(), body);
  }

  private Author author(Call call) {
    return new Author(call.caller().account().id(), clock.instant());
  }

  private IssueId triaged(Call call) {
    IssueId id = parsed(call);
    var unused = access.require(call.caller().account(), id.project(), Role.MEMBER);
    return id;
  }

  private static IssueId parsed(Call call) {
    return IssueId.parse(call.path("id")).orElseThrow(RegroupResource::notFound);
  }

  private static ProblemException notFound() {
    return new ProblemException(Problem.notFound());
  }
}
