// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server;

import java.util.Locale;
import java.util.Optional;

/**
 * What can be set: the one table from which the options of the command line, the README's table and
 * the line at the start follow. Each is also an environment variable and a key of the configuration
 * file, and what is secret is no option: other users of a machine see what a process was called
 * with.
 */
enum Setting {
  HOST("ADDRESS", "127.0.0.1", "address to listen on"),
  PORT("PORT", "8080", "port to listen on; 0 for any that is free"),
  DATA("DIR", "./tombo-data", "directory of the key file and of SQLite"),
  DATABASE_URL(
      "URL",
      "",
      "PostgreSQL instead of SQLite, such as `jdbc:postgresql://host/db?user=u`; with a password"
          + " (`&password=`), not as a flag but as `TOMBO_DATABASE_URL` or in the file of"
          + " `--config`: other users of a machine see flags"),
  PUBLIC_URL(
      "URL",
      "",
      "the address that clients use, such as `https://errors.example.com/base`, if it is another;"
          + " links and DSNs are made from it"),
  TLS_CERT("FILE", "", "certificate chain in PEM, to serve https; goes with `tls-key`"),
  TLS_KEY("FILE", "", "its private key, RSA or EC, in PEM (PKCS#8, not encrypted)"),
  CONFIG("FILE", "", "YAML file with any of these settings"),
  ACCESS_LOG("", "false", "a line in the log for each request: `true` or `false`"),
  TRUSTED_PROXIES(
      "ADDRESSES",
      "",
      "the proxies that are believed when they say for whom they ask, such as"
          + " `127.0.0.1,10.0.0.0/8`; what others say is not heeded"),
  PROXY_HEADER(
      "NAME", "X-Forwarded-For", "the header in which they say it: this one, or `Forwarded`"),
  SIGN_UP(
      "",
      "false",
      "anybody may make an account, which has no project at first: `true` or `false`; who was"
          + " invited always may"),
  SMTP_HOST("HOST", "", "the mail server; goes with `mail-from`. Without it no mail is sent"),
  SMTP_PORT("PORT", "", "its port; where it is not set 587, with `tls` 465, with `none` 25"),
  SMTP_SECURITY(
      "HOW",
      "starttls",
      "`starttls`, `tls` from the start, or `none` for a mail server on the same machine"),
  SMTP_USER(
      "NAME", "", "with whom to log in there, if that is asked for; goes with `smtp-password`"),
  SMTP_PASSWORD("that user's password"),
  MAIL_FROM("EMAIL", "", "the address that mails come from, such as `Tombo <tombo@example.com>`"),
  OIDC_ISSUER(
      "URL",
      "",
      "the address of another provider by which people log in (OpenID Connect), as it calls itself;"
          + " goes with `oidc-client-id` and `oidc-client-secret`, not with `sign-up`. Its redirect"
          + " address here is `public-url` and `/api/v1/sessions/oidc/callback`"),
  OIDC_CLIENT_ID("ID", "", "what that provider knows this server as"),
  OIDC_CLIENT_SECRET("what the server shows to that provider"),
  OIDC_NAME("NAME", "SSO", "what people know that provider as"),
  OIDC_DOMAINS(
      "LIST",
      "",
      "the domains, such as `example.com,example.org`, of whose verified e-mail addresses that"
          + " provider makes accounts; without it one needs an account already"),
  OIDC_INSIDE(
      "",
      "false",
      "that provider may be inside the server's own network, and without https: `true` or"
          + " `false`"),
  LOG_FORMAT("FORMAT", "text", "`text`, or `json` for an object on each line"),
  ADMIN_EMAIL("the first account, in a database that has none"),
  ADMIN_PASSWORD("its password, of 8 characters or more"),
  PROJECT("the first account's first project, made with it"),
  API_TOKEN("that project's API token, 32 lower-case hex digits");

  private final boolean option;
  private final String label;
  private final String standard;
  private final String description;

  Setting(String label, String standard, String description) {
    this(true, label, standard, description);
  }

  Setting(String description) {
    this(false, "", "", description);
  }

  Setting(boolean option, String label, String standard, String description) {
    this.option = option;
    this.label = label;
    this.standard = standard;
    this.description = description;
  }

  /** The name that people know it by, and its key in the configuration file. */
  String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Its option on the command line. */
  Optional<String> flag() {
    return option ? Optional.of("--" + key()) : Optional.empty();
  }

  /** Its environment variable. */
  String variable() {
    return "TOMBO_" + name();
  }

  /** What kind of value an option takes, in one word; empty if it may stand alone. */
  String label() {
    return label;
  }

  /** Its value where it is not set. */
  Optional<String> standard() {
    return Optional.of(standard).filter(text -> !text.isEmpty());
  }

  /** What it means, in Markdown. */
  String description() {
    return description;
  }

  /** A value as a log may hold it. */
  String shown(String value) {
    return switch (this) {
      case ADMIN_PASSWORD, API_TOKEN, SMTP_PASSWORD, OIDC_CLIENT_SECRET -> "***";
      case DATABASE_URL -> DatabaseUrl.masked(value);
      default -> value;
    };
  }
}
