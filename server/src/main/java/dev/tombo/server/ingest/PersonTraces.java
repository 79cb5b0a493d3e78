// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.ingest;

import dev.tombo.server.model.Event;
import dev.tombo.server.model.Person;
import dev.tombo.server.model.User;
import dev.tombo.server.model.UserHash;
import dev.tombo.server.store.ErasureStore.Reader;
import dev.tombo.server.store.ErasureStore.Trace;
import dev.tombo.server.store.RegroupStore.Describer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/** Tells which stored events concern a person, and what they left in counters. Thread-safe. */
public final class PersonTraces implements Reader {
  private static final Logger LOG = Logger.getLogger(PersonTraces.class.getName());

  private final StoredEvents events;

  /** Traces in events that are read so. */
  public PersonTraces(StoredEvents events) {
    this.events = events;
  }

  @Override
  public Describer describer(long project) {
    return body -> events.describe(project, body);
  }

  @Override
  public Optional<Trace> trace(long project, byte[] body, Person person) {
    try {
      EventText text = events.text(project, body);
      String plain = unescaped(new String(text.json(), StandardCharsets.UTF_8));
      boolean named = person.isIn(plain);
      if (!named && person.userId().filter(plain::contains).isEmpty()) {
        return Optional.empty();
      }
      Optional<Event> event = events.read(text);
      User user = event.map(Event::user).orElse(User.NOBODY);
      return named || person.userId().filter(id -> id.equals(user.id())).isPresent()
          ? Optional.of(trace(event, user, person))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      LOG.log(Level.WARNING, "a stored event cannot be read: {0}", e.getMessage());
      return Optional.empty();
    }
  }

  private static Trace trace(Optional<Event> event, User user, Person person) {
    Map<String, String> tags = new LinkedHashMap<>();
    event
        .map(Event::tags)
        .orElse(Map.of())
        .forEach(
            (key, value) -> {
              boolean named =
                  Stream.of(user.id(), user.email(), user.username(), user.ip())
                      .anyMatch(value::equals);
              if (named || person.isIn(value) || person.isIn(key)) {
                tags.put(key, value);
              }
            });
    return new Trace(user.identity().map(UserHash::of).orElse(null), tags);
  }

  /** JSON in which each character that could have been escaped is itself: strings may end early. */
  private static String unescaped(String json) {
    if (json.indexOf('\\') < 0) {
      return json;
    }
    StringBuilder plain = new StringBuilder(json.length());
    int at = 0;
    while (at < json.length()) {
      char c = json.charAt(at);
      char escaped = c == '\\' && at + 1 < json.length() ? json.charAt(at + 1) : 0;
      if (escaped == 'u' && at + 5 < json.length()) {
        plain.append((char) Integer.parseInt(json, at + 2, at + 6, 16));
        at += 6;
      } else if (escaped != 0) {
        plain.append("bfnrt".indexOf(escaped) < 0 ? escaped : ' ');
        at += 2;
      } else {
        plain.append(c);
        at++;
      }
    }
    return plain.toString();
  }
}
