// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server;

import dev.tombo.server.auth.ApiTokens;
import dev.tombo.server.auth.Passwords;
import dev.tombo.server.model.Account;
import dev.tombo.server.model.Project;
import dev.tombo.server.store.Store;
import java.time.InstantSource;
import java.util.Locale;

/** Makes the first account, project and API token in a database that has no account. */
final class FirstStart {
  private static final String TOKEN_NAME = "default";

  private FirstStart() {}

  static void run(
      ServerConfig config,
      Store store,
      Passwords passwords,
      ApiTokens apiTokens,
      InstantSource clock) {
    if (config.firstAccount().isEmpty() || store.accounts().any()) {
      return;
    }
    String email = config.firstAccount().get().email().toLowerCase(Locale.ROOT);
    String hash = passwords.hash(config.firstAccount().get().password());
    String name = email.substring(0, email.indexOf('@'));
    Account account = store.accounts().create(email, name, hash, true, clock.instant());
    config
        .firstProject()
        .ifPresent(
            first -> {
              Project project =
                  store.projects().create(first.name(), account.id(), clock.instant());
              apiTokens.create(project.id(), account.id(), TOKEN_NAME, first.apiToken());
            });
  }
}
