// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server;

import dev.tombo.server.ServerConfig.FirstAccount;
import dev.tombo.server.ServerConfig.FirstProject;
import dev.tombo.server.ServerConfig.TlsFiles;
import dev.tombo.server.http.Proxies;
import dev.tombo.server.model.PublicUrl;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The settings in force, each with where it came from: the command line before the environment
 * before the configuration file before what is usual. Immutable.
 */
final class Settings {
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
                    setting == Setting.ADMIN_PASSWORD ? value.text() : value.text().strip());
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
