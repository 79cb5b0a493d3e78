// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.ingest.otlp;

import dev.tombo.server.ingest.Texts;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What emitted records: a logger, of a resource.
 *
 * @param source what the resource says
 * @param resource where that stands
 * @param logger its name
 * @param span where what is said of the logger stands
 */
record Scope(Source source, Span resource, String logger, Span span) {
  private static final int MAX_NAME = 1_000;

  /** Bounds the name, as it becomes a part of every event. */
  Scope {
    logger = Texts.clean(Texts.cut(logger, MAX_NAME));
  }

  /** A resource, of which no logger is known yet. */
  static Scope of(Map<String, AnyValue> attributes, Span resource) {
    return new Scope(Source.of(attributes), resource, "", Span.NONE);
  }

  /** One of which nothing is known. */
  static Scope unknown() {
    return of(new LinkedHashMap<>(), Span.NONE);
  }

  /** A logger of this resource. */
  Scope named(String name, Span place) {
    return new Scope(source, resource, name, place);
  }
}
