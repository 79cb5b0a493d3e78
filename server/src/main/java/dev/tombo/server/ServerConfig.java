// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * How a server runs. Immutable.
 *
 * @param host the address to listen on
 * @param port the port to listen on; 0 for any that is free
 * @param data the directory of the key file and of SQLite's database; made if it is not there
 * @param databaseUrl a PostgreSQL JDBC URL; empty for SQLite
 * @param firstAccount the account to make in a database that has none
 * @param firstProject the project to make for it
 */
public record ServerConfig(
    String host,
    int port,
    Path data,
    Optional<String> databaseUrl,
    Optional<FirstAccount> firstAccount,
    Optional<FirstProject> firstProject) {

  /**
   * An account that administers the server.
   *
   * @param email with which it logs in
   * @param password with which it logs in
   */
  public record FirstAccount(String email, String password) {
    @Override
    public String toString() {
      return "FirstAccount[email=" + email + "]";
    }
  }

  /**
   * A project of the first account.
   *
   * @param name what people call it
   * @param apiToken the value of its API token, 32 lower-case hex digits
   */
  public record FirstProject(String name, String apiToken) {
    @Override
    public String toString() {
      return "FirstProject[name=" + name + "]";
    }
  }

  /**
   * Checks each value.
   *
   * @throws IllegalArgumentException naming what is wrong
   */
  public ServerConfig {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("port: not from 0 to 65535: " + port);
    }
    if (databaseUrl.isPresent() && !databaseUrl.get().startsWith("jdbc:postgresql:")) {
      throw new IllegalArgumentException("database-url: not a jdbc:postgresql: URL");
    }
    if (firstProject.isPresent() && firstAccount.isEmpty()) {
      throw new IllegalArgumentException(
          "TOMBO_PROJECT: needs TOMBO_ADMIN_EMAIL and TOMBO_ADMIN_PASSWORD, its owner");
    }
    firstAccount.ifPresent(ServerConfig::check);
    firstProject.ifPresent(ServerConfig::check);
  }

  @Override
  public String toString() {
    return "ServerConfig[host=%s, port=%d, data=%s, database=%s, %s, %s]"
        .formatted(
            host,
            port,
            data,
            databaseUrl.map(url -> url.replaceAll("[?].*|//[^/@]*@", "...")).orElse("SQLite"),
            firstAccount,
            firstProject);
  }

  /** A server on 127.0.0.1 with SQLite in this directory, on any free port. */
  public static ServerConfig of(Path data) {
    return new ServerConfig(
        "127.0.0.1", 0, data, Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** This configuration with a first account and project, read from an environment. */
  public ServerConfig withFirst(Map<String, String> environment) {
    Optional<FirstAccount> account =
        pair(environment, "TOMBO_ADMIN_EMAIL", "TOMBO_ADMIN_PASSWORD")
            .map(pair -> new FirstAccount(pair.getKey(), pair.getValue()));
    Optional<FirstProject> project =
        pair(environment, "TOMBO_PROJECT", "TOMBO_API_TOKEN")
            .map(pair -> new FirstProject(pair.getKey(), pair.getValue()));
    return new ServerConfig(host, port, data, databaseUrl, account, project);
  }

  private static Optional<Map.Entry<String, String>> pair(
      Map<String, String> environment, String first, String second) {
    String one = environment.getOrDefault(first, "");
    String other = environment.getOrDefault(second, "");
    if (one.isBlank() != other.isBlank()) {
      throw new IllegalArgumentException(
          (one.isBlank() ? first : second)
              + ": missing; it goes with "
              + (one.isBlank() ? second : first));
    }
    return one.isBlank() ? Optional.empty() : Optional.of(Map.entry(one.strip(), other));
  }

  private static void check(FirstAccount account) {
    if (!account.email().matches("[^@\\s]+@[^@\\s]+")) {
      throw new IllegalArgumentException("TOMBO_ADMIN_EMAIL: not an e-mail address");
    }
    if (account.password().length() < 8) {
      throw new IllegalArgumentException("TOMBO_ADMIN_PASSWORD: shorter than 8 characters");
    }
  }

  private static void check(FirstProject project) {
    if (!project.apiToken().matches("[0-9a-f]{32}")) {
      throw new IllegalArgumentException("TOMBO_API_TOKEN: not 32 lower-case hex digits");
    }
  }
}
