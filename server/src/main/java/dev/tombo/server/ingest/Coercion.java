// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.ingest;

import com.fasterxml.jackson.core.JsonToken;
import dev.tombo.server.model.Level;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes what a field should hold of what it holds: a value of the wrong kind is coerced or left
 * out, and a note says so. Not thread-safe.
 */
final class Coercion {
  private static final int MAX_NOTES = 50;
  private static final int MAX_NOTE_FIELD = 100;

  private final List<String> notes = new ArrayList<>();

  /**
   * A value as it stands in a document.
   *
   * @param token its first token
   * @param text a scalar's text, or the JSON of an object or array
   */
  record Raw(JsonToken token, String text) {}

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
    if (raw.token() == JsonToken.VALUE_NULL) {
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

  /** A time by RFC 3339; a number is read as seconds since 1970, a large one as milliseconds. */
  @Nullable Instant instant(String field, Raw raw) {
    try {
      return switch (raw.token()) {
        case VALUE_NULL -> null;
        case VALUE_STRING -> OffsetDateTime.parse(raw.text().strip()).toInstant();
        case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> {
          double number = Double.parseDouble(raw.text());
          double millis = Math.abs(number) < 1e11 ? number * 1000 : number;
          if (Math.abs(millis) > 1e14) {
            leftOut(field, "a time");
            yield null;
          }
          note(field, "read as a time");
          yield Instant.ofEpochMilli(Math.round(millis));
        }
        default -> {
          leftOut(field, "a time");
          yield null;
        }
      };
    } catch (DateTimeException e) {
      leftOut(field, "a time");
      return null;
    }
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
