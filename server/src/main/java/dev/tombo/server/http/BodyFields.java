// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;

/**
 * The fields of a request's JSON object; one that is missing or of another kind is 400 and named.
 * Not thread-safe.
 */
final class BodyFields {
  private final JsonNode body;

  private BodyFields(JsonNode body) {
    this.body = body;
  }

  /** The fields of a call's body, whatever else is in it. */
  static BodyFields of(Call call) {
    return new BodyFields(call.json());
  }

  /**
   * The fields of a call's body.
   *
   * @throws ProblemException 400 naming one that is not among {@code known}
   */
  static BodyFields of(Call call, Set<String> known) {
    JsonNode body = call.json();
    body.fieldNames()
        .forEachRemaining(
            name -> {
              if (!known.contains(name)) {
                throw wrong(name, "unknown field");
              }
            });
    return new BodyFields(body);
  }

  /** A field that is 400 if it is not there. */
  String text(String name) {
    return optionalText(name).orElseThrow(() -> wrong(name, "missing or not text"));
  }

  /** A field's text; absent and null are empty. */
  Optional<String> optionalText(String name) {
    JsonNode value = body.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    if (!value.isTextual()) {
      throw wrong(name, "missing or not text");
    }
    return Optional.of(value.textValue());
  }

  /**
   * A text that is read.
   *
   * @param kind what it should be, in words
   */
  <T> T read(String name, String kind, Function<String, Optional<T>> reader) {
    return reader.apply(text(name)).orElseThrow(() -> wrong(name, "not " + kind));
  }

  /** A field that lists texts. */
  List<String> texts(String name) {
    JsonNode value = body.path(name);
    List<String> texts = new ArrayList<>();
    for (JsonNode element : value) {
      if (!element.isTextual()) {
        throw wrong(name, "not a list of texts");
      }
      texts.add(element.textValue());
    }
    if (!value.isArray()) {
      throw wrong(name, "missing or not a list of texts");
    }
    return texts;
  }

  /** A field's time; absent and null are empty. */
  Optional<Instant> time(String name) {
    try {
      return optionalText(name).map(text -> OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException e) {
      throw wrong(name, "not a time such as 2026-11-23T12:00:00Z");
    }
  }

  /** Whether a field is there, be it null. */
  boolean has(String name) {
    return body.has(name);
  }

  /** A field's whole number; null is empty. */
  OptionalLong number(String name, long least, long most) {
    JsonNode value = body.path(name);
    if (value.isNull()) {
      return OptionalLong.empty();
    }
    if (!value.isIntegralNumber()
        || !value.canConvertToLong()
        || value.longValue() < least
        || value.longValue() > most) {
      throw wrong(name, "not a whole number from " + least + " to " + most + ", nor null");
    }
    return OptionalLong.of(value.longValue());
  }

  /** The refusal of a field. */
  static ProblemException wrong(String name, String problem) {
    return new ProblemException(Problem.badRequest(name + ": " + problem));
  }
}
