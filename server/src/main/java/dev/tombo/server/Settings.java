// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server;

import dev.tombo.server.ServerConfig.FirstAccount;
import dev.tombo.server.ServerConfig.FirstProject;
import dev.tombo.server.ServerConfig.TlsFiles;
import dev.tombo.server.auth.OidcSettings;
import dev.tombo.server.http.Proxies;
import dev.tombo.server.mail.SmtpServer;
import dev.tombo.server.mail.SmtpServer.Login;
import dev.tombo.server.mail.SmtpServer.Security;
import dev.tombo.server.model.PublicUrl;
import java.net.URI;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The settings in force, each with where it came from: the command line before the environment
 * before the configuration file before what is usual. Immutable.
 */
final class Settings {
  /** What may begin or end with a space. */
  private static final Set<Setting> PASSWORDS =
      EnumSet.of(Setting.ADMIN_PASSWORD, Setting.SMTP_PASSWORD);

  private final Map<Setting, Value> values;

  private Settings(Map<Setting, Value> values) {
    this.values = values;
  }

  /**
   * A value as it was written.
   *
   * @param source its option, its variable, its place in a file, or {@code default}
   */
  record Value(String text, String source) {}

  /**
   * Finds the settings, and reads the configuration file if they name one.
   *
   * @param options those of the command line
   * @throws BadSettingException if one is wrong in itself
   */
  static Settings find(Map<Setting, String> options, Map<String, String> environment) {
    Map<Setting, Value> values = new EnumMap<>(Setting.class);
    for (Setting setting : Setting.values()) {
      String variable = environment.getOrDefault(setting.variable(), "");
      if (options.containsKey(setting)) {
        values.put(setting, new Value(options.get(setting), setting.flag().orElseThrow()));
      } else if (!variable.isBlank()) {
        values.put(setting, new Value(variable, setting.variable()));
      }
    }
    Settings given = new Settings(values);
    given
        .value(Setting.CONFIG, Path::of)
        .ifPresent(file -> SettingsFile.read(file).forEach(values::putIfAbsent));
    for (Setting setting : Setting.values()) {
      setting.standard().ifPresent(text -> values.putIfAbsent(setting, new Value(text, "default")));
    }
    return given;
  }

  /**
   * The configuration of a server.
   *
   * @throws BadSettingException naming a setting that is wrong, and where it came from
   */
  ServerConfig config() {
    ServerConfig.Builder config = ServerConfig.builder(data());
    value(Setting.HOST, config::host);
    value(Setting.PORT, text -> config.port(number(text)));
    databaseUrl().ifPresent(config::databaseUrl);
    value(Setting.PUBLIC_URL, text -> config.publicUrl(PublicUrl.parse(text)));
    List<Proxies.Block> trusted = value(Setting.TRUSTED_PROXIES, Proxies::blocks).orElse(List.of());
    value(Setting.PROXY_HEADER, Proxies.Header::parse)
        .ifPresent(header -> config.proxies(new Proxies(trusted, header)));
    pair(Setting.TLS_CERT, Setting.TLS_KEY, (cert, key) -> new TlsFiles(path(cert), path(key)))
        .ifPresent(config::tls);
    value(Setting.ACCESS_LOG, text -> config.accessLog(truth(text)));
    value(Setting.SIGN_UP, text -> config.signUp(truth(text)));
    mail().ifPresent(config::mail);
    oidc().ifPresent(config::oidc);
    pair(Setting.ADMIN_EMAIL, Setting.ADMIN_PASSWORD, FirstAccount::new)
        .ifPresent(config::firstAccount);
    pair(Setting.PROJECT, Setting.API_TOKEN, FirstProject::new).ifPresent(config::firstProject);
    return located(config::build);
  }

  /** The data directory. */
  Path data() {
    return value(Setting.DATA, Settings::path).orElseThrow();
  }

  /** The PostgreSQL database; empty for SQLite. */
  Optional<String> databaseUrl() {
    return value(Setting.DATABASE_URL, DatabaseUrl::checked);
  }

  /** What clients call a server of these settings; empty where it listens on any free port. */
  Optional<PublicUrl> publicUrl() {
    String host = value(Setting.HOST, text -> text).orElseThrow();
    boolean secure = values.containsKey(Setting.TLS_CERT);
    return value(Setting.PUBLIC_URL, PublicUrl::parse)
        .or(
            () ->
                value(Setting.PORT, Settings::number)
                    .filter(port -> port != 0)
                    .map(port -> PublicUrl.of(secure, host, port)));
  }

  /** Who takes mails. */
  private Optional<SmtpServer> mail() {
    Security security = value(Setting.SMTP_SECURITY, Security::parse).orElseThrow();
    int port = value(Setting.SMTP_PORT, Settings::number).orElse(security.port());
    Optional<Login> login = pair(Setting.SMTP_USER, Setting.SMTP_PASSWORD, Login::new);
    return pair(
        Setting.SMTP_HOST,
        Setting.MAIL_FROM,
        (host, from) -> new SmtpServer(host, port, security, login, from));
  }

  /** Another provider by which people log in. */
  private Optional<OidcSettings> oidc() {
    String name = value(Setting.OIDC_NAME, text -> text).orElseThrow();
    boolean inside = value(Setting.OIDC_INSIDE, Settings::truth).orElseThrow();
    Set<String> domains =
        value(Setting.OIDC_DOMAINS, text -> Set.of(text.split("\\s*,\\s*"))).orElse(Set.of());
    Optional<Login> client = pair(Setting.OIDC_CLIENT_ID, Setting.OIDC_CLIENT_SECRET, Login::new);
    if (client.isPresent() && !values.containsKey(Setting.OIDC_ISSUER)) {
      throw new BadSettingException(Setting.OIDC_ISSUER, "missing; it goes with oidc-client-id");
    }
    return value(
        Setting.OIDC_ISSUER,
        issuer -> {
          Login known =
              client.orElseThrow(
                  () -> new IllegalArgumentException("needs oidc-client-id and its secret"));
          return new OidcSettings(
              URI.create(issuer), known.user(), known.password(), name, domains, inside);
        });
  }

  /** How the log is written. */
  LogFormat logFormat() {
    return value(Setting.LOG_FORMAT, LogFormat::parse).orElseThrow();
  }

  /** Does what may find a setting wrong, and says where that came from. */
  <T> T located(Supplier<T> work) {
    try {
      return work.get();
    } catch (BadSettingException e) {
      Value value = values.get(e.setting());
      throw value == null ? e : e.from(value.source());
    }
  }

  /** All of them in one line, without secrets. */
  String describe() {
    return values.entrySet().stream()
        .map(
            entry ->
                "%s=%s (%s)"
                    .formatted(
                        entry.getKey().key(),
                        entry.getKey().shown(entry.getValue().text()),
                        entry.getValue().source()))
        .collect(Collectors.joining(", "));
  }

  private <T> Optional<T> value(Setting setting, Function<String, T> read) {
    Value value = values.get(setting);
    if (value == null) {
      return Optional.empty();
    }
    return Optional.of(
        located(
            () -> {
              try {
                if (value.text().isBlank()) {
                  throw new IllegalArgumentException("empty");
                }
                return read.apply(
                    PASSWORDS.contains(setting) ? value.text() : value.text().strip());
              } catch (BadSettingException e) {
                throw e;
              } catch (IllegalArgumentException e) {
                throw new BadSettingException(setting, String.valueOf(e.getMessage()));
              }
            }));
  }

  /** Two settings of which none goes without the other. */
  private <T> Optional<T> pair(
      Setting first, Setting second, BiFunction<String, String, T> together) {
    Value one = values.get(first);
    Value other = values.get(second);
    if (one != null && other != null) {
      return value(first, a -> value(second, b -> together.apply(a, b)).orElseThrow());
    }
    if (one != null) {
      throw missing(second, first, one);
    }
    if (other != null) {
      throw missing(first, second, other);
    }
    return Optional.empty();
  }

  private static BadSettingException missing(Setting setting, Setting with, Value given) {
    return new BadSettingException(setting, "missing; it goes with " + with.key())
        .from(given.source());
  }

  private static Path path(String text) {
    return Path.of(text);
  }

  private static int number(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("not a number: " + text, e);
    }
  }

  private static boolean truth(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException("not true or false: " + text);
    };
  }
}
