// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.store.jdbc;

import static dev.tombo.server.store.jdbc.Given.NOON;

import dev.tombo.server.ingest.Judges;
import dev.tombo.server.ingest.Limits;
import dev.tombo.server.ingest.NativeDecoder;
import dev.tombo.server.ingest.PersonTraces;
import dev.tombo.server.ingest.ProjectRules;
import dev.tombo.server.ingest.StoredBodies;
import dev.tombo.server.ingest.StoredEvents;
import dev.tombo.server.model.Event;
import dev.tombo.server.model.Json;
import dev.tombo.server.model.User;
import dev.tombo.server.store.EventStore.EventPlace;
import dev.tombo.server.store.Store;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** Events of Eva and of others in project 1, and where something of them is still to be found. */
final class Persons {
  private static final Map<String, String> TEXTS =
      Map.of(
          "tag_value", "key, value",
          "issue_tag", "key, value",
          "project_value", "value",
          "issue", "title, culprit, message, origin",
          "issue_text", "text",
          "erasure", "known_by, user_id, email, ip, place_key, place_value",
          "audit", "name, detail");

  private Persons() {}

  /** Sends so many events of Eva, and as many of others. */
  static void send(Store store, int each) {
    long ana = store.accounts().create("ana@example.com", "Ana", "hash", true, NOON).id();
    store.projects().create("shop", ana, NOON);
    List<Event> events = new ArrayList<>();
    for (int n = 0; n < each; n++) {
      events.add(
          event(2 * n, new User("eva-7", "Eva@example.com", null, "192.0.2.9", Map.of()))
              .message("no order for eva@example.com of fault " + n % 3)
              .tags(Map.of("customer", "eva-7", "mail", "EVA@example.com", "region", "eu"))
              .context(Map.of("mdc", new Json("{\"m\":\"<eva\\u0040example.com>\"}")))
              .build());
      events.add(
          event(2 * n + 1, new User("rui-9", null, null, null, Map.of()))
              .message("no order for diana.eva@example.com of fault " + n % 3)
              .tags(Map.of("customer", "rui-9", "region", "eu"))
              .build());
    }
    send(store, events);
  }

  /** Sends events of Eva and of others that fill many pages of each table. */
  static void sendManyFaults(Store store, int faults) {
    List<Event> events = new ArrayList<>();
    for (int n = 0; n < 2 * faults; n++) {
      String fault =
          "" + (char) ('a' + n / 26 % 26) + (char) ('a' + n % 26) + (char) ('a' + n / 676);
      String address = n % 2 == 0 ? "eva@example.com" : "rui@example.com";
      events.add(
          event(1_000 + n, new User(null, address, null, null, Map.of()))
              .message("for " + address + " of " + fault + fault)
              .tags(Map.of("mail", address, "note" + fault, fault + " for " + address))
              .logger(n % 10 == 0 ? fault + " " + address : null)
              .build());
    }
    send(store, events);
  }

  private static void send(Store store, List<Event> events) {
    var rules = new ProjectRules(store.groupings(), () -> NOON);
    try (Serving serving = new Serving(store, 1, new Judges(rules, List.of(), NOON))) {
      serving.send(events);
    }
  }

  private static Event.Builder event(int n, User user) {
    return Event.builder(Given.id(n))
        .occurredAt(NOON.minusSeconds(60))
        .platform("java")
        .origin(n % 2 == 0 ? "192.0.2.9" : "server")
        .user(user);
  }

  /** What reads the events of a store. */
  static PersonTraces reader(Store store) {
    return new PersonTraces(events(store));
  }

  private static StoredEvents events(Store store) {
    return new StoredEvents(
        new NativeDecoder(Limits.STANDARD, () -> Given.id(0)),
        new ProjectRules(store.groupings(), () -> NOON),
        new StoredBodies(store.dictionaries()));
  }

  /** Occurrences, as lists show them. */
  static long counted(OpenStore open) {
    return (Long)
        open.rows("select sum(count) from issue_slice where environment = '' and release = ''")
            .getFirst()
            .getFirst();
  }

  /** The tables that hold a text, of whatever case, as whole words or parts. */
  static List<String> holding(OpenStore open, String text) {
    List<String> holding = new ArrayList<>();
    TEXTS.forEach(
        (table, columns) -> {
          String all = open.rows("select " + columns + " from " + table).toString();
          if (holds(all, text)) {
            holding.add(table);
          }
        });
    StoredEvents events = events(open.store());
    for (var event : open.store().events().inOrder(1, EventPlace.START, 1_000)) {
      byte[] body = Objects.requireNonNull(event.row().body());
      if (holds(new String(events.json(1, body), StandardCharsets.UTF_8), text)) {
        holding.add("body " + event.row().id());
      }
    }
    return holding;
  }

  /** Another's address may end in this one. */
  private static boolean holds(String all, String text) {
    String folded = all.toLowerCase(Locale.ROOT).replace("\\u0040", "@");
    return (text.startsWith("diana") ? folded : folded.replace("diana.eva@example.com", ""))
        .contains(text);
  }
}
