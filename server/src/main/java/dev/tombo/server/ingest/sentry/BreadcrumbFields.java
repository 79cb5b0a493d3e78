// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.ingest.sentry;

import com.fasterxml.jackson.core.JsonToken;
import dev.tombo.server.ingest.Ends;
import dev.tombo.server.ingest.FieldReader;
import dev.tombo.server.ingest.Limits;
import dev.tombo.server.model.Breadcrumb;
import dev.tombo.server.model.Json;
import dev.tombo.server.model.Level;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Reads what happened before an event: the latest of it. */
final class BreadcrumbFields {
  private BreadcrumbFields() {}

  /** Reads a list, or the list that an object has. */
  static List<Breadcrumb> read(String field, FieldReader reader) throws IOException {
    Ends<Breadcrumb> crumbs = new Ends<>(0, Limits.BREADCRUMBS);
    Loose.each(
        field,
        reader,
        () -> {
          if (reader.enter("breadcrumbs[]", JsonToken.START_OBJECT, "an object")) {
            crumbs.add(one(reader));
          }
        });
    crumbs.note(field, reader);
    return crumbs.list();
  }

  private static Breadcrumb one(FieldReader reader) throws IOException {
    Instant at = null;
    Level level = null;
    String category = null;
    String message = null;
    Json data = null;
    Map<String, Json> extra = Map.of();
    for (String key = reader.nextField(); key != null; key = reader.nextField()) {
      switch (key) {
        case "timestamp" -> at = Loose.time(reader.raw("breadcrumbs[].timestamp"));
        case "level" -> level = Loose.level(reader.raw("breadcrumbs[].level")).orElse(null);
        case "category" -> category = Loose.text(reader.raw("breadcrumbs[].category"));
        case "message" -> message = Loose.text(reader.raw("breadcrumbs[].message"));
        case "data" -> data = reader.object("breadcrumbs[].data");
        default -> extra = Loose.keep("breadcrumbs[].", key, reader, extra);
      }
    }
    return new Breadcrumb(at, level, category, message, data, extra);
  }
}
