// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.http;

import dev.tombo.server.model.Account;
import dev.tombo.server.model.IssueAction;
import dev.tombo.server.model.IssueId;
import dev.tombo.server.model.IssueStatus;
import dev.tombo.server.model.Role;
import dev.tombo.server.store.IssueStore.ActionOutcome;
import dev.tombo.server.store.Store;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** {@code /api/v1/issues}: archives, resolves, reopens and deletes, one or many. */
final class TriageResource {
  private static final int MOST_AT_ONCE = 1_000;

  /** Events are written in between. */
  private static final int IN_A_TRANSACTION = 50;

  private final Access access;
  private final Store store;
  private final IssuesResource issues;
  private final InstantSource clock;

  TriageResource(Access access, Store store, IssuesResource issues, InstantSource clock) {
    this.access = access;
    this.store = store;
    this.issues = issues;
    this.clock = clock;
  }

  /**
   * What became of one id.
   *
   * @param id as it was sent
   */
  record Result(String id, String outcome) {}

  void bulk(Call call) {
    BodyFields body = BodyFields.of(call, Set.of("ids", "action"));
    List<String> ids = body.texts("ids");
    if (ids.isEmpty() || ids.size() > MOST_AT_ONCE) {
      throw BodyFields.wrong("ids", "not 1 to " + MOST_AT_ONCE + " of them");
    }
    IssueAction action =
        body.read("action", "archive, resolve, unresolve or delete", IssueAction::parse);
    Map<IssueId, ActionOutcome> outcomes = act(call.caller().account(), ids, action);
    Set<String> answered = new HashSet<>();
    List<Result> results = new ArrayList<>();
    for (String id : ids) {
      ActionOutcome outcome = IssueId.parse(id).map(outcomes::get).orElse(ActionOutcome.NOT_FOUND);
      boolean again = !answered.add(id);
      results.add(new Result(id, (again ? again(action, outcome) : outcome).wireName()));
    }
    call.reply(Map.of("results", results));
  }

  void patch(Call call) {
    IssueId id = triaged(call);
    IssueStatus status =
        BodyFields.of(call, Set.of("status"))
            .read("status", "unresolved, resolved or archived", IssueStatus::parse);
    actOnOne(call, id, IssueAction.of(status));
    call.reply(issues.detail(id));
  }

  void delete(Call call) {
    actOnOne(call, triaged(call), IssueAction.DELETE);
    call.done();
  }

  private void actOnOne(Call call, IssueId id, IssueAction action) {
    ActionOutcome outcome =
        act(call.caller().account(), List.of(id.toString()), action)
            .getOrDefault(id, ActionOutcome.NOT_FOUND);
    if (outcome == ActionOutcome.NOT_FOUND) {
      throw new ProblemException(Problem.notFound());
    }
  }

  private IssueId triaged(Call call) {
    IssueId id =
        IssueId.parse(call.path("id")).orElseThrow(() -> new ProblemException(Problem.notFound()));
    var unused = access.require(call.caller().account(), id.project(), Role.MEMBER);
    return id;
  }

  /** Acts in each project that is seen; whoever may not in one of them does nothing in any. */
  private Map<IssueId, ActionOutcome> act(Account account, List<String> ids, IssueAction action) {
    Map<Long, Role> roles = new HashMap<>();
    access.memberships(account).forEach(m -> roles.put(m.project().id(), m.role()));
    Map<Long, Set<Long>> byProject = new TreeMap<>();
    for (String text : ids) {
      Optional<IssueId> id = IssueId.parse(text).filter(one -> roles.containsKey(one.project()));
      id.ifPresent(
          one ->
              byProject.computeIfAbsent(one.project(), key -> new TreeSet<>()).add(one.number()));
    }
    byProject.keySet().forEach(project -> access.require(account, project, Role.MEMBER));
    Map<IssueId, ActionOutcome> outcomes = new HashMap<>();
    byProject.forEach(
        (project, numbers) -> {
          List<Long> sorted = List.copyOf(numbers);
          for (int i = 0; i < sorted.size(); i += IN_A_TRANSACTION) {
            List<Long> some = sorted.subList(i, Math.min(sorted.size(), i + IN_A_TRANSACTION));
            store
                .issues()
                .act(project, some, action, account.id(), clock.instant())
                .forEach((number, outcome) -> outcomes.put(new IssueId(project, number), outcome));
          }
        });
    return outcomes;
  }

  /** What an id comes to that was sent before in the same request. */
  private static ActionOutcome again(IssueAction action, ActionOutcome first) {
    if (first != ActionOutcome.DONE) {
      return first;
    }
    return action == IssueAction.DELETE ? ActionOutcome.NOT_FOUND : ActionOutcome.UNCHANGED;
  }
}
