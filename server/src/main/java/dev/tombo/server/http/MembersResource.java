// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.http;

import dev.tombo.server.model.Role;
import dev.tombo.server.store.ProjectStore;
import dev.tombo.server.store.ProjectStore.Member;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code /api/v1/projects/{project}/members}: who is what in a project. */
final class MembersResource {
  private final Access access;
  private final ProjectStore projects;
  private final InstantSource clock;

  MembersResource(Access access, ProjectStore projects, InstantSource clock) {
    this.access = access;
    this.projects = projects;
    this.clock = clock;
  }

  /**
   * A member as the API shows them.
   *
   * @param account its number
   * @param email with which they log in
   * @param name what others see
   * @param role as what
   */
  record MemberView(String account, String email, String name, String role) {
    private static MemberView of(Member member) {
      return new MemberView(
          Long.toString(member.account()), member.email(), member.name(), member.role().wireName());
    }
  }

  void list(Call call) {
    long project = call.number("project");
    var unused = access.require(call.caller().account(), project);
    call.reply(new Listing<>(views(project), null));
  }

  void patch(Call call) {
    long project = access.owned(call);
    Role role =
        BodyFields.of(call, Set.of("role")).read("role", "viewer, member or owner", Role::parse);
    change(call, project, Optional.of(role));
    String account = Long.toString(call.number("account"));
    call.reply(
        views(project).stream()
            .filter(member -> member.account().equals(account))
            .findFirst()
            .orElseThrow(() -> new ProblemException(Problem.notFound())));
  }

  void delete(Call call) {
    change(call, access.owned(call), Optional.empty());
    call.done();
  }

  private void change(Call call, long project, Optional<Role> role) {
    switch (projects
        .by(call.actor())
        .changeMember(project, call.number("account"), role, clock.instant())) {
      case DONE -> {}
      case NOT_FOUND -> throw new ProblemException(Problem.notFound());
      case LAST_OWNER ->
          throw new ProblemException(
              Problem.conflict("the last owner stays one: make another member an owner first"));
    }
  }

  private List<MemberView> views(long project) {
    return projects.members(project).stream().map(MemberView::of).toList();
  }
}
