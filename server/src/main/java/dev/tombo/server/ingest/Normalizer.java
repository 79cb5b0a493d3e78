// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.ingest;

import dev.tombo.server.model.Event;
import dev.tombo.server.model.User;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Brings to a bounded form what events are counted and searched by: blank is absent, and so is a
 * user of whom nothing is said; what is longer than 200 characters is cut and noted. Pure.
 */
final class Normalizer {
  private static final int MAX_LENGTH = 200;
  private static final int MAX_TAGS = 50;

  private Normalizer() {}

  static Event normalize(Event event) {
    List<String> notes = new ArrayList<>(event.notes());
    Event.Builder normal =
        event.toBuilder()
            .origin(name("origin", event.origin(), notes))
            .environment(name("environment", event.environment(), notes))
            .release(name("release", event.release(), notes))
            .logger(name("logger", event.logger(), notes))
            .user(User.NOBODY.equals(event.user()) ? null : event.user())
            .tags(tags(event.tags(), notes));
    return notes.size() == event.notes().size()
        ? normal.build()
        : normal.notes(List.copyOf(notes)).build();
  }

  private static @Nullable String name(String field, @Nullable String value, List<String> notes) {
    if (value == null || value.isBlank()) {
      return null;
    }
    String name = value.strip();
    if (name.length() > MAX_LENGTH) {
      notes.add(field + ": cut to " + MAX_LENGTH + " characters");
      return Texts.cut(name, MAX_LENGTH);
    }
    return name;
  }

  private static Map<String, String> tags(Map<String, String> tags, List<String> notes) {
    Map<String, String> normal = new LinkedHashMap<>();
    for (Map.Entry<String, String> tag : tags.entrySet()) {
      if (normal.size() == MAX_TAGS) {
        notes.add("tags: more than " + MAX_TAGS + ", the others left out");
        break;
      }
      String key = name("tags", tag.getKey(), notes);
      String value = name("tags." + Texts.cut(tag.getKey(), MAX_LENGTH), tag.getValue(), notes);
      if (key != null && value != null) {
        normal.put(key, value);
      }
    }
    return normal;
  }
}
