// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.http;

import io.helidon.webserver.http.ServerRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** A request's query parameters: each is known and given once, or the answer names it. */
final class Parameters {
  /** Of a request that none are read of. */
  static final Parameters NONE = new Parameters(Map.of());

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
}
