// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server;

import dev.tombo.server.auth.OidcSettings;
import dev.tombo.server.auth.PasswordRules;
import dev.tombo.server.http.Proxies;
import dev.tombo.server.mail.SmtpServer;
import dev.tombo.server.model.PublicUrl;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How a server runs. Immutable.
 *
 * @param host the address to listen on
 * @param port the port to listen on; 0 for any that is free
 * @param data the directory of the key file and of SQLite's database; made if it is not there
 * @param databaseUrl a PostgreSQL JDBC URL; empty for SQLite
 * @param publicUrl the address that clients use; empty for the one that it listens on
 * @param tls what it serves https with; empty for http
 * @param proxies who may stand before it
 * @param accessLog whether each request is a line of the log
 * @param signUp whether anybody may make an account
 * @param mail who takes mails; empty where none are sent
 * @param oidc another provider by which people log in
 * @param firstAccount the account to make in a database that has none
 * @param firstProject the project to make for it
 */
public record ServerConfig(
    String host,
    int port,
    Path data,
    Optional<String> databaseUrl,
    Optional<PublicUrl> publicUrl,
    Optional<TlsFiles> tls,
    Proxies proxies,
    boolean accessLog,
    boolean signUp,
    Optional<SmtpServer> mail,
    Optional<OidcSettings> oidc,
    Optional<FirstAccount> firstAccount,
    Optional<FirstProject> firstProject) {

  /**
   * A certificate and its key, in PEM.
   *
   * @param certificate the server's certificate, and those that vouch for it
   * @param key its private key in PKCS#8, RSA or EC, not encrypted
   */
  public record TlsFiles(Path certificate, Path key) {}

  /**
   * An account that administers the server.
   *
   * @param email with which it logs in
   * @param password with which it logs in
   */
  public record FirstAccount(String email, String password) {
    /** Checks each value. */
    public FirstAccount {
      if (!email.matches("[^@\\s]+@[^@\\s]+")) {
        throw new BadSettingException(Setting.ADMIN_EMAIL, "not an e-mail address");
      }
      PasswordRules.lengthProblem(password)
          .ifPresent(
              problem -> {
                throw new BadSettingException(Setting.ADMIN_PASSWORD, problem);
              });
    }

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
    /** Checks each value. */
    public FirstProject {
      if (!apiToken.matches("[0-9a-f]{32}")) {
        throw new BadSettingException(Setting.API_TOKEN, "not 32 lower-case hex digits");
      }
    }

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
      throw new BadSettingException(Setting.PORT, "not from 0 to 65535: " + port);
    }
    if (databaseUrl.isPresent()) {
      try {
        var unused = DatabaseUrl.checked(databaseUrl.get());
      } catch (IllegalArgumentException e) {
        throw new BadSettingException(Setting.DATABASE_URL, String.valueOf(e.getMessage()));
      }
    }
    if (signUp && oidc.isPresent()) {
      throw new BadSettingException(
          Setting.SIGN_UP,
          "not with oidc-issuer: anybody could make an account of the address of somebody who"
              + " comes by that provider later, and keep its password");
    }
    if (firstProject.isPresent() && firstAccount.isEmpty()) {
      throw new BadSettingException(
          Setting.PROJECT, "needs admin-email and admin-password, its owner's");
    }
  }

  @Override
  public String toString() {
    return "ServerConfig[host=%s, port=%d, data=%s, database=%s, %s, %s, %s]"
        .formatted(
            host,
            port,
            data,
            databaseUrl.map(DatabaseUrl::masked).orElse("SQLite"),
            publicUrl,
            firstAccount,
            firstProject);
  }

  /** A server on 127.0.0.1 with SQLite in this directory, on any free port. */
  public static ServerConfig of(Path data) {
    return builder(data).build();
  }

  /** Starts with what {@link #of} has. */
  public static Builder builder(Path data) {
    return new Builder(data);
  }

  /** Collects what differs from {@link ServerConfig#of}. Not thread-safe. */
  public static final class Builder {
    private final Path data;
    private String host = "127.0.0.1";
    private int port;
    private Optional<String> databaseUrl = Optional.empty();
    private Optional<PublicUrl> publicUrl = Optional.empty();
    private Optional<TlsFiles> tls = Optional.empty();
    private Proxies proxies = Proxies.NONE;
    private boolean accessLog;
    private boolean signUp;
    private Optional<SmtpServer> mail = Optional.empty();
    private Optional<OidcSettings> oidc = Optional.empty();
    private Optional<FirstAccount> firstAccount = Optional.empty();
    private Optional<FirstProject> firstProject = Optional.empty();

    private Builder(Path data) {
      this.data = data;
    }

    /** The address to listen on. */
    public Builder host(String address) {
      host = address;
      return this;
    }

    /** The port to listen on; 0 for any that is free. */
    public Builder port(int number) {
      port = number;
      return this;
    }

    /** A PostgreSQL JDBC URL, instead of SQLite. */
    public Builder databaseUrl(String url) {
      databaseUrl = Optional.of(url);
      return this;
    }

    /** The address that clients use, if it is another. */
    public Builder publicUrl(PublicUrl url) {
      publicUrl = Optional.of(url);
      return this;
    }

    /** Serves https. */
    public Builder tls(TlsFiles files) {
      tls = Optional.of(files);
      return this;
    }

    /** The proxies that are believed when they say for whom they ask. */
    public Builder proxies(Proxies trusted) {
      proxies = trusted;
      return this;
    }

    /** Whether each request is a line of the log. */
    public Builder accessLog(boolean on) {
      accessLog = on;
      return this;
    }

    /** Whether anybody may make an account. */
    public Builder signUp(boolean open) {
      signUp = open;
      return this;
    }

    /** Who takes mails. */
    public Builder mail(SmtpServer server) {
      mail = Optional.of(server);
      return this;
    }

    /** Another provider by which people log in. */
    public Builder oidc(OidcSettings provider) {
      oidc = Optional.of(provider);
      return this;
    }

    /** The account to make in a database that has none. */
    public Builder firstAccount(FirstAccount account) {
      firstAccount = Optional.of(account);
      return this;
    }

    /** The project to make for it. */
    public Builder firstProject(FirstProject project) {
      firstProject = Optional.of(project);
      return this;
    }

    /**
     * The configuration.
     *
     * @throws IllegalArgumentException naming what is wrong
     */
    public ServerConfig build() {
      return new ServerConfig(
          host,
          port,
          data,
          databaseUrl,
          publicUrl,
          tls,
          proxies,
          accessLog,
          signUp,
          mail,
          oidc,
          firstAccount,
          firstProject);
    }
  }
}
