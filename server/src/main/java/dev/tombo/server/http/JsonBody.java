// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** A request's JSON object: each of its fields is known, or the answer names it. Immutable. */
final class JsonBody {
  private final JsonNode object;

  /**
   * The body of a call.
   *
   * @throws ProblemException 400 naming the field that is not among {@code known}
   */
  JsonBody(Call call, String... known) {
    object = call.json();
    Set<String> names = Set.of(known);
    object
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (!names.contains(name)) {
                throw wrong(name, "unknown field");
              }
            });
  }

  /** Whether a field is there, even with null. */
  boolean has(String name) {
    return object.has(name);
  }

  /**
   * A text.
   *
   * @throws ProblemException 400 if it is missing or something else
   */
  String text(String name) {
    return optionalText(name).orElseThrow(() -> wrong(name, "missing"));
  }

  /**
   * A text that may be missing or null.
   *
   * @throws ProblemException 400 if it is something else
   */
  Optional<String> optionalText(String name) {
    JsonNode value = object.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    return Optional.of(text(name, value));
  }

  /**
   * A text that is read.
   *
   * @param kind what it should be, in words
   * @throws ProblemException 400 if it is missing or cannot be read
   */
  <T> T read(String name, String kind, Function<String, Optional<T>> reader) {
    return reader.apply(text(name)).orElseThrow(() -> wrong(name, "not " + kind));
  }

  /**
   * A list of texts.
   *
   * @param most how many there may be; one at least
   * @throws ProblemException 400 if it is missing or something else
   */
  List<String> texts(String name, int most) {
    JsonNode value = object.path(name);
    if (!value.isArray() || value.isEmpty() || value.size() > most) {
      throw wrong(name, "not a list of 1 to " + most + " texts");
    }
    List<String> texts = new ArrayList<>();
    value.forEach(element -> texts.add(text(name, element)));
    return texts;
  }

  private static String text(String name, JsonNode value) {
    if (!value.isTextual()) {
      throw wrong(name, "not text");
    }
    if (value.textValue().indexOf('\0') >= 0) {
      throw wrong(name, "holds U+0000");
    }
    return value.textValue();
  }

  private static ProblemException wrong(String name, String what) {
    return new ProblemException(Problem.badRequest(name + ": " + what));
  }
}
