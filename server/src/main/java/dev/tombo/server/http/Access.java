// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.http;

import dev.tombo.server.model.Account;
import dev.tombo.server.store.ProjectStore;
import java.util.List;

/** Which projects an account may see. What it may not see does not exist for it. Thread-safe. */
final class Access {
  private final ProjectStore projects;

  Access(ProjectStore projects) {
    this.projects = projects;
  }

  /** The numbers of the projects that an account sees. */
  List<Long> projects(Account account) {
    return projects.ofAccount(account.id()).stream().map(m -> m.project().id()).toList();
  }

  /**
   * Makes sure that an account sees a project.
   *
   * @throws ProblemException 404
   */
  void require(Account account, long project) {
    if (!projects(account).contains(project)) {
      throw new ProblemException(Problem.notFound());
    }
  }
}
