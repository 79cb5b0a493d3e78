// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.ingest.sentry;

import com.fasterxml.jackson.core.JsonToken;
import dev.tombo.server.ingest.FieldReader;
import dev.tombo.server.ingest.Raw;
import dev.tombo.server.model.Event;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads an event's text: a text alone, or a template with what is put into it. Not thread-safe. */
final class MessageText {
  /** A text that is put together here grows no longer. */
  private static final int MAX_LENGTH = 64 << 10;

  private static final Pattern PERCENT =
      Pattern.compile("%(?:%|(?:\\((\\w+)\\))?[-+ #0]*\\d*(?:\\.\\d+)?[a-zA-Z])");

  private static final Pattern BRACES = Pattern.compile("\\{(\\w*)}");

  private @Nullable String template;
  private @Nullable String formatted;
  private Map<String, String> arguments = Map.of();

  /** Reads a text or an object; of two, what the second says stands. */
  void read(String field, FieldReader reader) throws IOException {
    if (reader.token() != JsonToken.START_OBJECT) {
      Raw raw = reader.raw(field);
      String text = raw.token() == JsonToken.VALUE_FALSE ? null : Loose.text(raw);
      if (formatted == null) {
        formatted = text;
      }
      return;
    }
    for (String key = reader.nextField(); key != null; key = reader.nextField()) {
      switch (key) {
        case "message" -> template = Loose.text(reader.raw(field + ".message"));
        case "formatted" -> formatted = Loose.text(reader.raw(field + ".formatted"));
        case "params" -> arguments = arguments(field + ".params", reader);
        default -> {
          var unused = reader.raw(field + "." + key);
        }
      }
    }
  }

  /** Whether it says nothing. */
  boolean isEmpty() {
    return template == null && formatted == null;
  }

  /**
   * Sets it on an event.
   *
   * @param otherwise the text where there is no other
   */
  void apply(Event.Builder event, @Nullable String otherwise) {
    String text = formatted;
    if (text == null) {
      text = template == null ? otherwise : put(template);
    }
    boolean differs = template != null && (!arguments.isEmpty() || !template.equals(text));
    event
        .message(text)
        .template(differs ? template : null)
        .arguments(List.copyOf(arguments.values()));
  }

  /** By name, or by number from 0. */
  private static Map<String, String> arguments(String field, FieldReader reader)
      throws IOException {
    if (reader.token() == JsonToken.START_OBJECT) {
      return Pairs.texts(field, reader);
    }
    Map<String, String> arguments = new LinkedHashMap<>();
    if (reader.enter(field, JsonToken.START_ARRAY, "a list")) {
      while (reader.nextElement()) {
        arguments.put("" + arguments.size(), "" + Loose.text(reader.raw(field + "[]")));
      }
    }
    return arguments;
  }

  private String put(String into) {
    if (arguments.isEmpty()) {
      return into;
    }
    Matcher places = (into.indexOf('%') >= 0 ? PERCENT : BRACES).matcher(into);
    List<String> inOrder = new ArrayList<>(arguments.values());
    StringBuilder text = new StringBuilder();
    int next = 0;
    int end = 0;
    while (places.find() && text.length() < MAX_LENGTH) {
      text.append(into, end, places.start());
      end = places.end();
      String name = places.group(1);
      boolean named = name != null && !name.isEmpty();
      String value = named ? arguments.get(name) : literal(places);
      if (value == null && !named && next < inOrder.size()) {
        value = inOrder.get(next++);
      }
      text.append(value == null ? places.group() : value);
    }
    return text.append(into, end, into.length()).toString();
  }

  private static @Nullable String literal(MatchResult place) {
    return place.group().equals("%%") ? "%" : null;
  }
}
