// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server;

import dev.tombo.server.auth.Accounts;
import dev.tombo.server.auth.ApiTokens;
import dev.tombo.server.model.Account;
import dev.tombo.server.model.Project;
import dev.tombo.server.store.ProjectStore.Membership;
import dev.tombo.server.store.Store;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Makes the first account, its project and that project's API token. Each step is taken where there
 * is nothing of its kind yet, so a start that was broken off is taken up by the next.
 */
final class FirstStart {
  private static final String TOKEN_NAME = "default";

  private final Store store;
  private final Accounts accounts;
  private final ApiTokens apiTokens;
  private final InstantSource clock;

  FirstStart(Store store, Accounts accounts, ApiTokens apiTokens, InstantSource clock) {
    this.store = store;
    this.accounts = accounts;
    this.apiTokens = apiTokens;
    this.clock = clock;
  }

  void run(ServerConfig config) {
    Optional<Account> account = config.firstAccount().flatMap(this::account);
    if (account.isPresent() && config.firstProject().isPresent()) {
      project(account.get(), config.firstProject().get());
    }
  }

  private Optional<Account> account(ServerConfig.FirstAccount first) {
    Accounts.Person person = new Accounts.Person(first.email(), "", first.password());
    Optional<Account> made =
        store.accounts().any() ? Optional.empty() : accounts.createFirst(person);
    return made.or(() -> store.accounts().findByEmail(person.email()));
  }

  private void project(Account account, ServerConfig.FirstProject first) {
    List<Membership> memberships = store.projects().ofAccount(account.id());
    Project project =
        memberships.isEmpty()
            ? store.projects().create(first.name(), account.id(), clock.instant())
            : memberships.getFirst().project();
    if (project.name().equals(first.name()) && !store.apiTokens().any(project.id())) {
      apiTokens.create(project.id(), account.id(), TOKEN_NAME, first.apiToken());
    }
  }
}
