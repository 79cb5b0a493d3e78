// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.ingest.sentry;

import com.fasterxml.jackson.core.JsonToken;
import dev.tombo.server.ingest.FieldReader;
import dev.tombo.server.ingest.Raw;
import dev.tombo.server.ingest.Texts;
import dev.tombo.server.ingest.Times;
import dev.tombo.server.model.EventId;
import dev.tombo.server.model.Json;
import dev.tombo.server.model.Level;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads one value as Sentry's clients send it, where a text may be a number and a time is seconds
 * or a date. What stands for none of what a field holds is noted by who reads the field.
 */
final class Loose {
  /** The first second of the year 10000. */
  private static final double MAX_SECONDS = 253_402_300_800.0;

  private static final Set<String> OURS =
      Set.of(
          "id",
          "occurredAt",
          "level",
          "platform",
          "message",
          "template",
          "arguments",
          "logger",
          "thread",
          "origin",
          "environment",
          "release",
          "handled",
          "exceptions",
          "tags",
          "context",
          "markers",
          "user",
          "request",
          "trace",
          "breadcrumbs",
          "modules",
          "fingerprint",
          "sdk",
          "notes",
          "issue",
          "receivedAt",
          "at",
          "collectedBy",
          "userReport",
          "type",
          "relation",
          "of",
          "commonFrames",
          "frames",
          "mechanism",
          "class",
          "method",
          "file",
          "line",
          "column",
          "module",
          "inApp",
          "native",
          "name",
          "virtual",
          "email",
          "username",
          "ip",
          "url",
          "headers",
          "traceId",
          "spanId",
          "category",
          "data",
          "version");

  private Loose() {}

  /** What an unknown key is kept as: our own names stay ours. */
  static String unknown(String key) {
    return OURS.contains(key) ? "sentry." + key : key;
  }

  /** Keeps the value of an unknown key among the others, unless it is null. */
  static Map<String, Json> keep(
      String path, String key, FieldReader reader, Map<String, Json> others) throws IOException {
    Raw raw = reader.raw(path);
    return raw.isNull() ? others : reader.extra(path + key, unknown(key), raw, others);
  }

  /** A text; the JSON of an object or array; null for null. */
  static @Nullable String text(Raw raw) {
    return raw.isNull() ? null : Texts.clean(raw.text());
  }

  /** A text, number or truth value as text; an object or array is left out. */
  static @Nullable String scalar(String field, Raw raw, FieldReader reader) {
    if (raw.token().isStructStart()) {
      reader.leftOut(field, "text");
      return null;
    }
    return text(raw);
  }

  static @Nullable Integer integer(Raw raw) {
    boolean number =
        switch (raw.token()) {
          case VALUE_NUMBER_INT -> true;
          case VALUE_STRING -> startsNumber(raw.text());
          default -> false;
        };
    try {
      return number ? Integer.valueOf(raw.text().strip()) : null;
    } catch (NumberFormatException e) {
      return null;
    }
  }

  /** Most texts do not: to find that out by an exception takes long. */
  private static boolean startsNumber(String text) {
    char c = text.isEmpty() ? 0 : text.charAt(0);
    return c <= '9';
  }

  static @Nullable Boolean bool(Raw raw) {
    return switch (raw.token()) {
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      default -> null;
    };
  }

  static Optional<EventId> id(Raw raw) {
    return raw.token() == JsonToken.VALUE_STRING ? EventId.parse(raw.text()) : Optional.empty();
  }

  /** A level's name, or Python's number for it. */
  static Optional<Level> level(Raw raw) {
    Integer number = integer(raw);
    if (number == null) {
      String text = text(raw);
      return text == null ? Optional.empty() : Level.parse(text);
    }
    return switch (number) {
      case 10 -> Optional.of(Level.DEBUG);
      case 20 -> Optional.of(Level.INFO);
      case 30 -> Optional.of(Level.WARNING);
      case 40 -> Optional.of(Level.ERROR);
      case 50 -> Optional.of(Level.FATAL);
      default -> Optional.empty();
    };
  }

  /** Seconds since 1970, or a date and time, in UTC where it names no zone. */
  static @Nullable Instant time(Raw raw) {
    String text = text(raw);
    if (text == null || text.length() > 64) {
      return null;
    }
    return text.indexOf(':') >= 0 ? date(text.strip().replace(' ', 'T')) : seconds(text);
  }

  private static @Nullable Instant seconds(String text) {
    try {
      double seconds = Double.parseDouble(text);
      return seconds >= 0 && seconds < MAX_SECONDS
          ? Instant.EPOCH.plus(Math.round(seconds * 1e6), ChronoUnit.MICROS)
          : null;
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private static @Nullable Instant date(String text) {
    Instant time = Times.parse(text);
    return time == null ? Times.parse(text + "Z") : time;
  }

  /** What is done with one element of a list. */
  interface Element {
    void read() throws IOException;
  }

  /** Reads a list, or the list that an object has as its {@code values}. */
  static void each(String field, FieldReader reader, Element element) throws IOException {
    if (reader.token() == JsonToken.START_OBJECT) {
      for (String key = reader.nextField(); key != null; key = reader.nextField()) {
        if (key.equals("values") && reader.token() == JsonToken.START_ARRAY) {
          each(field, reader, element);
        } else {
          var unused = reader.raw(field);
        }
      }
    } else if (reader.enter(field, JsonToken.START_ARRAY, "a list")) {
      while (reader.nextElement()) {
        element.read();
      }
    }
  }
}
