// SPDX-License-Identifier: Apache-2.0
package dev.tombo;

import java.io.InputStream;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.time.Duration;
import java.util.Collection;
import java.util.Locale;
import java.util.Properties;
import java.util.logging.Level;
import org.jspecify.annotations.Nullable;

/**
 * Where a setting comes from when the code does not say: a text under its plain name, such as the
 * attribute of an appender, else the system property {@code tombo.x}, else the environment variable
 * {@code TOMBO_X}, else {@code tombo.x} in {@code tombo.properties} on the class path.
 */
final class Settings {
  /** Sources that say nothing. */
  static final Settings NONE = new Settings(name -> null, name -> null, name -> null);

  private static final String FILE = "tombo.properties";

  private final Lookup first;
  private final Lookup properties;
  private final Lookup environment;
  private final Lookup file;

  Settings(Lookup properties, Lookup environment, Lookup file) {
    this(name -> null, properties, environment, file);
  }

  private Settings(Lookup first, Lookup properties, Lookup environment, Lookup file) {
    this.first = first;
    this.properties = properties;
    this.environment = environment;
    this.file = file;
  }

  /** Reads one source; null for what it does not have. */
  interface Lookup {
    @Nullable String get(String name);
  }

  /** Returns the same with another source before all others, which knows plain names. */
  Settings after(Lookup first) {
    return new Settings(first, properties, environment, file);
  }

  static Settings ofProcess() {
    Properties file = readFile();
    return new Settings(System::getProperty, System::getenv, file::getProperty);
  }

  /** Returns a setting, given its name in camel case, from the first source that has it. */
  @Nullable String text(String name) {
    String value = read(first, name);
    if (value == null) {
      value = read(properties, "tombo." + name);
    }
    if (value == null) {
      value = read(environment, "TOMBO_" + upperSnake(name));
    }
    if (value == null) {
      value = read(environment, "TOMBO_" + name.toUpperCase(Locale.ROOT));
    }
    return value == null ? read(file, "tombo." + name) : value;
  }

  /** Returns a text of the code's if that says anything, else the setting. */
  @Nullable String text(String name, @Nullable String inCode) {
    String value = meaningful(inCode);
    return value == null ? text(name) : value;
  }

  /** Returns names that commas separate. */
  Collection<String> names(String name, @Nullable Collection<String> inCode) {
    return inCode == null ? Check.names(text(name)) : inCode;
  }

  int count(String name, @Nullable Integer inCode, int fallback) {
    if (inCode != null) {
      return inCode;
    }
    String text = text(name);
    return text == null ? fallback : parse(name, text, Integer::parseInt);
  }

  long bytes(String name, @Nullable Long inCode, long fallback) {
    if (inCode != null) {
      return inCode;
    }
    String text = text(name);
    return text == null ? fallback : parse(name, text, Long::parseLong);
  }

  /** Returns a duration, as {@link Durations} reads it. */
  Duration duration(String name, @Nullable Duration inCode, Duration fallback) {
    if (inCode != null) {
      return inCode;
    }
    String text = text(name);
    return text == null ? fallback : parse(name, text, Durations::parse);
  }

  boolean flag(String name, @Nullable Boolean inCode, boolean fallback) {
    if (inCode != null) {
      return inCode;
    }
    String text = text(name);
    if (text == null || text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false")) {
      return text == null ? fallback : text.equalsIgnoreCase("true");
    }
    throw new IllegalArgumentException(name + ": must be true or false, but is " + text);
  }

  @Nullable Path path(String name, @Nullable Path inCode) {
    String text = inCode == null ? text(name) : null;
    return text == null ? inCode : parse(name, text, Paths::get);
  }

  SpoolMode spool(String name, @Nullable SpoolMode inCode, SpoolMode fallback) {
    if (inCode != null) {
      return inCode;
    }
    String text = text(name);
    return text == null
        ? fallback
        : parse(name, text, mode -> SpoolMode.valueOf(mode.toUpperCase(Locale.ROOT)));
  }

  /**
   * Returns the value, or null for one that says nothing: blank, or a placeholder that Logback or
   * Log4j could not resolve.
   */
  static @Nullable String meaningful(@Nullable String value) {
    if (value == null) {
      return null;
    }
    String trimmed = value.trim();
    boolean unresolved = trimmed.contains("${") || trimmed.endsWith("_IS_UNDEFINED");
    return trimmed.isEmpty() || unresolved ? null : trimmed;
  }

  private static @Nullable String read(Lookup lookup, String name) {
    try {
      return meaningful(lookup.get(name));
    } catch (SecurityException denied) {
      return null;
    }
  }

  /** A parser that throws for what it does not understand. */
  private interface Parser<T> {
    T parse(String text);
  }

  private static <T> T parse(String name, String text, Parser<T> parser) {
    try {
      return parser.parse(text);
    } catch (RuntimeException unreadable) {
      throw new IllegalArgumentException(name + ": not understood: " + text, unreadable);
    }
  }

  private static String upperSnake(String camel) {
    return camel.replaceAll("([A-Z])", "_$1").toUpperCase(Locale.ROOT);
  }

  private static Properties readFile() {
    Properties properties = new Properties();
    ClassLoader context = Thread.currentThread().getContextClassLoader();
    for (ClassLoader loader : new ClassLoader[] {context, Settings.class.getClassLoader()}) {
      if (loader == null) {
        continue;
      }
      try (InputStream in = loader.getResourceAsStream(FILE)) {
        if (in != null) {
          properties.load(in);
          return properties;
        }
      } catch (Exception unreadable) {
        Log.LOGGER.log(Level.WARNING, FILE + " on the class path cannot be read", unreadable);
      }
    }
    return properties;
  }
}
