// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.http;

import dev.tombo.server.auth.ApiTokens;
import dev.tombo.server.ingest.Admission;
import dev.tombo.server.model.Account;
import dev.tombo.server.model.Names;
import dev.tombo.server.model.Project;
import dev.tombo.server.model.Role;
import dev.tombo.server.store.ProjectStore;
import dev.tombo.server.store.ProjectStore.ProjectChange;
import dev.tombo.server.store.StoreConflictException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;

/** {@code /api/v1/projects}: an account's projects, and the values seen in one. */
final class ProjectsResource {
  private static final Set<String> OF_A_NEW_ONE = Set.of("name");
  private static final Set<String> CHANGEABLE =
      Set.of("name", "rateLimit", "dailyQuota", "monthlyQuota");
  private static final long MAX_RATE = 1_000_000_000L;
  private static final long MAX_QUOTA = 1_000_000_000_000_000L;

  private final Access access;
  private final ProjectStore projects;
  private final ApiTokens apiTokens;
  private final Admission admission;
  private final InstantSource clock;

  ProjectsResource(
      Access access,
      ProjectStore projects,
      ApiTokens apiTokens,
      Admission admission,
      InstantSource clock) {
    this.access = access;
    this.projects = projects;
    this.apiTokens = apiTokens;
    this.admission = admission;
    this.clock = clock;
  }

  void list(Call call) {
    call.reply(
        new Listing<>(
            access.memberships(call.caller().account()).stream().map(ProjectView::of).toList(),
            null));
  }

  void post(Call call) {
    Account account = call.caller().account();
    String name = name(BodyFields.of(call, OF_A_NEW_ONE));
    Project made = unlessTaken(() -> apiTokens.createProject(name, account.id(), call.actor()));
    call.created(ProjectView.of(made, Role.OWNER));
  }

  void show(Call call) {
    call.reply(ProjectView.of(access.require(call.caller().account(), call.number("project"))));
  }

  void patch(Call call) {
    long project = access.owned(call);
    BodyFields body = BodyFields.of(call, CHANGEABLE);
    ProjectChange change =
        new ProjectChange(
            body.has("name") ? Optional.of(name(body)) : Optional.empty(),
            limit(body, "rateLimit", 1, MAX_RATE),
            limit(body, "dailyQuota", 0, MAX_QUOTA),
            limit(body, "monthlyQuota", 0, MAX_QUOTA));
    Optional<Project> changed =
        unlessTaken(() -> projects.by(call.actor()).change(project, change, clock.instant()));
    admission.changed(project);
    call.reply(ProjectView.of(changed.orElseThrow(ProjectsResource::notFound), Role.OWNER));
  }

  void delete(Call call) {
    if (!apiTokens.deleteProject(access.owned(call), call.actor())) {
      throw notFound();
    }
    call.done();
  }

  void values(Call call) {
    long project = call.number("project");
    var unused = access.require(call.caller().account(), project);
    call.reply(projects.values(project));
  }

  private static String name(BodyFields body) {
    return Names.parse(body.text("name"))
        .orElseThrow(() -> BodyFields.wrong("name", "not " + Names.FORM));
  }

  private static Optional<OptionalLong> limit(BodyFields body, String name, long least, long most) {
    return body.has(name) ? Optional.of(body.number(name, least, most)) : Optional.empty();
  }

  private static <T> T unlessTaken(Supplier<T> work) {
    try {
      return work.get();
    } catch (StoreConflictException e) {
      throw new ProblemException(Problem.conflict("name: another project is called so"));
    }
  }

  private static ProblemException notFound() {
    return new ProblemException(Problem.notFound());
  }
}
