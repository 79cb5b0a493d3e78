// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.http;

import dev.tombo.server.model.Account;
import dev.tombo.server.model.Role;
import dev.tombo.server.store.ProjectStore;
import dev.tombo.server.store.ProjectStore.Membership;
import java.util.List;

/**
 * Which projects an account may see, and as what: those that it is a member of, whoever administers
 * the server. What it may not see does not exist for it. Thread-safe.
 */
final class Access {
  private final ProjectStore projects;

  Access(ProjectStore projects) {
    this.projects = projects;
  }

  /** The projects that an account sees, with its role in each, by number. */
  List<Membership> memberships(Account account) {
    return projects.ofAccount(account.id());
  }

  /** The numbers of the projects that an account sees. */
  List<Long> projects(Account account) {
    return memberships(account).stream().map(m -> m.project().id()).toList();
  }

  /**
   * A project that an account sees, with its role.
   *
   * @throws ProblemException 404
   */
  Membership require(Account account, long project) {
    return projects
        .membership(account.id(), project)
        .orElseThrow(() -> new ProblemException(Problem.notFound()));
  }

  /**
   * A project that an account sees in a role, or a greater one.
   *
   * @throws ProblemException 404 if it does not see it, 403 if its role is too small
   */
  Membership require(Account account, long project, Role least) {
    Membership membership = require(account, project);
    if (membership.role().compareTo(least) < 0) {
      throw new ProblemException(
          Problem.forbidden("this takes the role " + least.wireName() + " in the project"));
    }
    return membership;
  }

  /**
   * The number of the project in a request's path, which the caller owns.
   *
   * @throws ProblemException 404 if they do not see it, 403 if their role is too small
   */
  long owned(Call call) {
    return require(call.caller().account(), call.number("project"), Role.OWNER).project().id();
  }

  /**
   * The number of the project in a request's path, which the caller owns, or which is there and the
   * caller administers the server: to answer to people for what is held of them.
   *
   * @throws ProblemException 404 if they do not see it, 403 if their role is too small
   */
  long ownedOrAdministered(Call call) {
    long project = call.number("project");
    boolean administered = call.caller().account().admin() && projects.find(project).isPresent();
    return administered ? project : owned(call);
  }

  /**
   * Makes sure that an account administers the server.
   *
   * @throws ProblemException 403
   */
  void requireAdmin(Account account) {
    if (!account.admin()) {
      throw new ProblemException(
          Problem.forbidden("this takes an account that administers the server"));
    }
  }
}
