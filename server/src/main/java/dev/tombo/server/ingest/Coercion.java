// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.ingest;

import com.fasterxml.jackson.core.JsonToken;
import dev.tombo.server.model.Level;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes what a field should hold of what it holds: a value of the wrong kind is coerced or left
 * out, and a note says so. Not thread-safe.
 */
public final class Coercion {
  private static final int MAX_NOTES = 50;
  private static final int MAX_NOTE_FIELD = 100;
  private static final double EARLIEST_MILLIS = 1_577_836_800_000.0;
  private static final double LATEST_MILLIS = 1e14;

  private final List<String> notes = new ArrayList<>();

  /** What was coerced and left out so far. */
  List<String> notes() {
    return notes;
  }

  void note(String field, String what) {
    if (notes.size() < MAX_NOTES) {
      notes.add(Texts.clean(Texts.cut(field, MAX_NOTE_FIELD)) + ": " + what);
    }
  }

  @Nullable String text(String field, Raw raw) {
    return switch (raw.token()) {
      case VALUE_NULL -> null;
      case VALUE_STRING -> Texts.clean(raw.text());
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT, VALUE_TRUE, VALUE_FALSE -> {
        note(field, "read as text");
        yield raw.text();
      }
      default -> {
        leftOut(field, "text");
        yield null;
      }
    };
  }

  @Nullable Integer integer(String field, Raw raw) {
    if (raw.isNull()) {
      return null;
    }
    if (raw.token() != JsonToken.VALUE_NUMBER_INT && raw.token() != JsonToken.VALUE_STRING) {
      leftOut(field, "a whole number");
      return null;
    }
    try {
      int value = Integer.parseInt(raw.text().strip());
      if (raw.token() == JsonToken.VALUE_STRING) {
        note(field, "read as a number");
      }
      return value;
    } catch (NumberFormatException e) {
      leftOut(field, "a whole number");
      return null;
    }
  }

  @Nullable Boolean bool(String field, Raw raw) {
    return switch (raw.token()) {
      case VALUE_NULL -> null;
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_STRING -> {
        String text = raw.text().strip();
        if (text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false")) {
          note(field, "read as true or false");
          yield Boolean.valueOf(text);
        }
        leftOut(field, "true or false");
        yield null;
      }
      default -> {
        leftOut(field, "true or false");
        yield null;
      }
    };
  }

  /**
   * A time by RFC 3339. A number is read as seconds since 1970, a large one as milliseconds, if
   * that is a time since 2020: anything else is more likely no time at all.
   */
  @Nullable Instant instant(String field, Raw raw) {
    Instant time =
        switch (raw.token()) {
          case VALUE_STRING -> Times.parse(raw.text().strip());
          case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> timeOf(Double.parseDouble(raw.text()));
          default -> null;
        };
    if (time == null && !raw.isNull()) {
      leftOut(field, "a time");
    } else if (time != null && raw.token() != JsonToken.VALUE_STRING) {
      note(field, "read as a time");
    }
    return time;
  }

  private static @Nullable Instant timeOf(double number) {
    double millis = number < 1e11 ? number * 1000 : number;
    return millis < EARLIEST_MILLIS || millis > LATEST_MILLIS
        ? null
        : Instant.ofEpochMilli(Math.round(millis));
  }

  @Nullable Level level(String field, Raw raw) {
    String text = text(field, raw);
    if (text == null) {
      return null;
    }
    Level level = Level.parse(text).orElse(null);
    if (level == null) {
      leftOut(field, "a level");
    }
    return level;
  }

  void leftOut(String field, String kind) {
    note(field, "not " + kind + ", left out");
  }
}
