// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server;

import dev.tombo.server.auth.ApiTokens;
import dev.tombo.server.auth.KeyFile;
import dev.tombo.server.model.Account;
import dev.tombo.server.model.Project;
import dev.tombo.server.model.PublicUrl;
import dev.tombo.server.store.Store;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;

/**
 * The database and the key file as commands use them, beside a running server or without one.
 *
 * @param clock the machine's
 * @param publicUrl what clients call the server; empty where that is not known
 */
record Administration(
    Store store, ApiTokens apiTokens, InstantSource clock, Optional<PublicUrl> publicUrl)
    implements AutoCloseable {

  /**
   * Opens what the settings name and is there.
   *
   * @throws CommandFailedException if it is not: a mistaken directory is not to be filled, and what
   *     another key file seals no server reads
   */
  static Administration ofExisting(Settings settings) {
    requireDatabase(settings);
    Path key = TomboServer.keyFile(settings.data());
    if (!Files.exists(key)) {
      throw new CommandFailedException("there is no key file of a server in " + settings.data());
    }
    Optional<PublicUrl> publicUrl = settings.publicUrl();
    SecureRandom random = new SecureRandom();
    InstantSource clock = InstantSource.system();
    KeyFile keyFile = KeyFile.open(key, random);
    Store store = openStore(settings);
    return new Administration(
        store, new ApiTokens(store, keyFile, clock, random), clock, publicUrl);
  }

  /**
   * Opens the database that the settings name, for what needs no key.
   *
   * @throws CommandFailedException if it is not there
   */
  static Store existingStore(Settings settings) {
    requireDatabase(settings);
    return openStore(settings);
  }

  /** Opens the database that the settings name; SQLite's is made where need be. */
  static Store openStore(Settings settings) {
    ServerConfig.Builder config = ServerConfig.builder(settings.data());
    Optional<String> url = settings.databaseUrl();
    if (url.isPresent()) {
      config.databaseUrl(url.get());
    } else {
      var unused = DataDirectory.open(settings.data());
    }
    return TomboServer.open(config.build());
  }

  /**
   * The project of a number, or else of a name.
   *
   * @throws CommandFailedException if there is none
   */
  Project project(String numberOrName) {
    Optional<Project> numbered =
        numberOrName.matches("[1-9]\\d{0,17}")
            ? store.projects().find(Long.parseLong(numberOrName))
            : Optional.empty();
    return numbered
        .or(() -> store.projects().findByName(numberOrName.strip()))
        .orElseThrow(() -> new CommandFailedException("there is no project " + numberOrName));
  }

  /**
   * The account of an e-mail address.
   *
   * @throws CommandFailedException if there is none
   */
  Account account(String email) {
    return store
        .accounts()
        .findByEmail(email.strip().toLowerCase(Locale.ROOT))
        .orElseThrow(() -> new CommandFailedException("there is no account " + email));
  }

  /** What Sentry's SDKs take, in words where it is not known. */
  String dsn(String token, long project) {
    return publicUrl
        .map(url -> url.dsn(token, project))
        .orElse("not known: the server listens on any free port, and there is no public-url");
  }

  @Override
  public void close() {
    store.close();
  }

  private static void requireDatabase(Settings settings) {
    Path data = settings.data();
    if (settings.databaseUrl().isEmpty() && !Files.exists(TomboServer.databaseFile(data))) {
      throw new CommandFailedException("there is no database in " + data);
    }
  }
}
