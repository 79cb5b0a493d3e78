// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.ingest;

import com.fasterxml.jackson.core.JsonToken;
import dev.tombo.server.model.Breadcrumb;
import dev.tombo.server.model.Json;
import dev.tombo.server.model.Level;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Decodes what happened before an event: the latest of it. */
final class BreadcrumbDecoder {
  private BreadcrumbDecoder() {}

  /** Reads the list at which a reader stands. */
  static List<Breadcrumb> read(String field, FieldReader reader) throws IOException {
    if (!reader.enter(field, JsonToken.START_ARRAY, "a list")) {
      return List.of();
    }
    Ends<Breadcrumb> crumbs = new Ends<>(0, Limits.BREADCRUMBS);
    while (reader.nextElement()) {
      if (reader.enter("breadcrumbs[]", JsonToken.START_OBJECT, "an object")) {
        crumbs.add(one(reader));
      }
    }
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
        case "at" -> at = reader.instant("breadcrumbs[].at");
        case "level" -> level = reader.level("breadcrumbs[].level");
        case "category" -> category = reader.text("breadcrumbs[].category");
        case "message" -> message = reader.text("breadcrumbs[].message");
        case "data" -> data = reader.object("breadcrumbs[].data");
        default -> extra = reader.extra("breadcrumbs[]." + key, key, reader.raw(key), extra);
      }
    }
    return new Breadcrumb(at, level, category, message, data, extra);
  }
}
