// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.crash;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Walks through all that a person can see and holds it to what is expected. Used once. */
final class RestWalk {
  private static final List<String> KINDS = List.of("issue", "users", "first seen", "last seen");
  private static final String SLICE = "slice";

  private final RestClient client;
  private final String accessToken;
  private final Findings findings;
  private final Map<String, Long> counters = new HashMap<>();
  private final Map<String, JsonNode> events = new HashMap<>();
  private final Set<String> environments = new HashSet<>();

  RestWalk(RestClient client, Findings findings) throws IOException, InterruptedException {
    this.client = client;
    this.accessToken = client.login();
    this.findings = findings;
  }

  /**
   * Reads every issue and every event.
   *
   * @param ledger what the tables hold
   * @param sent by id
   * @param expected the counters
   */
  void check(Ledger ledger, Map<String, SentItem> sent, Map<String, Long> expected)
      throws IOException, InterruptedException {
    Map<String, String> titles = new HashMap<>();
    for (JsonNode issue : client.list("/api/v1/issues?limit=20", accessToken)) {
      String id = issue.path("id").asText();
      if (titles.put(id, issue.path("title").asText()) != null) {
        findings.add("the list shows issue " + id + " twice");
      }
      count(issue);
    }
    for (Map.Entry<String, String> issue : titles.entrySet()) {
      events(issue.getKey(), issue.getValue(), sent);
    }
    for (String environment : environments) {
      slice(environment);
    }
    compare(ledger, expected);
  }

  private void count(JsonNode issue) {
    String title = issue.path("title").asText();
    counters.merge(Expected.key("issue", title), issue.path("count").asLong(), Long::sum);
    counters.merge(Expected.key("users", title), issue.path("users").asLong(), Long::sum);
    counters.put(Expected.key("first seen", title), millis(issue, "firstSeen"));
    counters.put(Expected.key("last seen", title), millis(issue, "lastSeen"));
    issue.path("environments").forEach(name -> environments.add(name.asText()));
  }

  private void events(String issue, String title, Map<String, SentItem> sent)
      throws IOException, InterruptedException {
    List<String> strange = new ArrayList<>();
    List<String> twice = new ArrayList<>();
    String path = "/api/v1/issues/" + issue + "/events?limit=200";
    for (JsonNode event : client.list(path, accessToken)) {
      String id = event.path("id").asText();
      if (events.put(id, event) != null) {
        twice.add(id);
      }
      SentItem item = sent.get(id);
      if (item == null || !item.origin().title().equals(title)) {
        strange.add(id);
      } else if (!item.message().equals(event.path("message").asText())) {
        strange.add(id + " with another's message");
      }
    }
    findings.none("events shown twice", twice);
    findings.none("events shown of " + title + " that were not sent so", strange);
  }

  private void slice(String environment) throws IOException, InterruptedException {
    String path = "/api/v1/issues?limit=200&environment=" + environment;
    for (JsonNode issue : client.list(path, accessToken)) {
      String key = Expected.key(SLICE, issue.path("title").asText(), environment, "");
      counters.merge(key, issue.path("count").asLong(), Long::sum);
    }
  }

  private void compare(Ledger ledger, Map<String, Long> expected) {
    Set<String> hidden = new HashSet<>(ledger.bodies());
    hidden.removeAll(events.keySet());
    findings.none("events in the tables that no list shows", hidden);
    Set<String> unknown = new HashSet<>(events.keySet());
    ledger.bodies().forEach(unknown::remove);
    findings.none("events shown that are not in the tables", unknown);
    Map<String, Long> visible = new HashMap<>(expected);
    visible.keySet().removeIf(key -> !visible(key));
    findings.same("through REST", visible, counters);
  }

  private static boolean visible(String key) {
    List<String> parts = List.of(key.split("\\|", -1));
    return parts.getFirst().equals(SLICE)
        ? parts.getLast().isEmpty()
        : KINDS.contains(parts.getFirst());
  }

  private static long millis(JsonNode issue, String field) {
    return Instant.parse(issue.path(field).asText()).toEpochMilli();
  }
}
