// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.http;

import io.helidon.webserver.http.ServerRequest;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/** A request's query parameters: each is known and given once, or the answer names it. */
final class Parameters {
  /** Of a request that none are read of. */
  static final Parameters NONE = new Parameters(Map.of());

  private static final Instant LAST = Instant.parse("9999-12-31T00:00:00Z");

  private final Map<String, String> values;

  private Parameters(Map<String, String> values) {
    this.values = values;
  }

  /**
   * The parameters of a request.
   *
   * @throws ProblemException 400 naming the one that is not among {@code known}, is given twice or
   *     holds what no text in the database does
   */
  static Parameters of(ServerRequest request, Set<String> known) {
    Map<String, String> values = new HashMap<>();
    for (String name : request.query().names()) {
      if (!known.contains(name)) {
        throw new ProblemException(Problem.badRequest(name + ": unknown parameter"));
      }
      List<String> given = request.query().all(name);
      if (given.size() > 1) {
        throw new ProblemException(Problem.badRequest(name + ": given more than once"));
      }
      if (given.getFirst().indexOf('\0') >= 0) {
        throw new ProblemException(Problem.badRequest(name + ": holds U+0000"));
      }
      values.put(name, given.getFirst());
    }
    return new Parameters(values);
  }

  /**
   * Parameters that were given earlier.
   *
   * @throws ProblemException 400 if one of them is unknown
   */
  static Parameters of(Map<String, String> earlier, String... known) {
    Set<String> names = Set.of(known);
    for (Map.Entry<String, String> one : earlier.entrySet()) {
      if (!names.contains(one.getKey()) || one.getValue().indexOf('\0') >= 0) {
        throw new ProblemException(Problem.badRequest("cursor: not a cursor of this list"));
      }
    }
    return new Parameters(earlier);
  }

  /** All of them that are not empty, by name. */
  Map<String, String> values() {
    Map<String, String> present = new TreeMap<>(values);
    present.values().removeIf(String::isEmpty);
    return present;
  }

  /** These but for some. */
  Parameters without(String... names) {
    Map<String, String> rest = new TreeMap<>(values);
    rest.keySet().removeAll(List.of(names));
    return new Parameters(rest);
  }

  /**
   * Makes sure that each is the same among others.
   *
   * @param where the others are, in words
   * @throws ProblemException 400 naming the one that is not
   */
  void requireAmong(Parameters others, String where) {
    values()
        .forEach(
            (name, value) -> {
              if (!value.equals(others.values.get(name))) {
                throw new ProblemException(Problem.badRequest(name + ": not as in " + where));
              }
            });
  }

  /**
   * A time.
   *
   * @throws ProblemException 400 naming it if it is none
   */
  Optional<Instant> time(String name) {
    return read(name, "a time such as 2026-11-23T12:00:00Z", Parameters::instant);
  }

  private static Optional<Instant> instant(String text) {
    try {
      Instant time = OffsetDateTime.parse(text).toInstant();
      boolean plausible = time.isAfter(Instant.EPOCH) && time.isBefore(LAST);
      return plausible ? Optional.of(time) : Optional.empty();
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  /** A parameter's text; empty text counts as absent. */
  Optional<String> text(String name) {
    return Optional.ofNullable(values.get(name)).filter(text -> !text.isEmpty());
  }

  /**
   * A parameter that is read.
   *
   * @param kind what it should be, in words
   * @throws ProblemException 400 naming it if it cannot be read
   */
  <T> Optional<T> read(String name, String kind, Function<String, Optional<T>> reader) {
    Optional<String> text = text(name);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        reader
            .apply(text.get())
            .orElseThrow(() -> new ProblemException(Problem.badRequest(name + ": not " + kind))));
  }

  /** The page's size: 1 to 200, 50 where it is not said. */
  int limit() {
    return read("limit", "a number from 1 to 200", Parameters::limit).orElse(50);
  }

  private static Optional<Integer> limit(String text) {
    if (!text.matches("\\d{1,3}")) {
      return Optional.empty();
    }
    int limit = Integer.parseInt(text);
    return limit < 1 || limit > 200 ? Optional.empty() : Optional.of(limit);
  }

  /** The number of a project or token, from 1. */
  static Optional<Long> number(String text) {
    return text.matches("[1-9]\\d{0,17}") ? Optional.of(Long.valueOf(text)) : Optional.empty();
  }
}
