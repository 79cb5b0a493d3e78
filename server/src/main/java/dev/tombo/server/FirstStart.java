// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server;

import dev.tombo.server.auth.Accounts;
import dev.tombo.server.auth.ApiTokens;
import dev.tombo.server.auth.PasswordRules;
import dev.tombo.server.model.Actor;

/**
 * Makes the first account, its project and that project's API token: all at once, so that a start
 * that is broken off leaves nothing half made, and only where there is no account. The settings may
 * stay for every start to come: what people deleted or left is not made again.
 */
final class FirstStart {
  private final Accounts accounts;
  private final ApiTokens apiTokens;

  FirstStart(Accounts accounts, ApiTokens apiTokens) {
    this.accounts = accounts;
    this.apiTokens = apiTokens;
  }

  void run(ServerConfig config) {
    config.firstAccount().ifPresent(first -> make(first, config));
  }

  private void make(ServerConfig.FirstAccount first, ServerConfig config) {
    if (accounts.any()) {
      return;
    }
    PasswordRules.problem(first.password(), first.email())
        .ifPresent(
            problem -> {
              throw new BadSettingException(Setting.ADMIN_PASSWORD, problem);
            });
    Accounts.Person person = new Accounts.Person(first.email(), "", first.password());
    // Nothing is made by a server that starts beside another and comes second.
    var unused =
        config
            .firstProject()
            .map(project -> apiTokens.firstProject(project.name(), project.apiToken()))
            .map(project -> accounts.createFirst(person, project, Actor.SERVER))
            .orElseGet(() -> accounts.createFirst(person, Actor.SERVER));
  }
}
