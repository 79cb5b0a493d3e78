// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.http;

import dev.tombo.server.ingest.StoredEvents;
import dev.tombo.server.ingest.sentry.UserReports;
import dev.tombo.server.model.Account;
import dev.tombo.server.model.ApiToken;
import dev.tombo.server.model.EventId;
import dev.tombo.server.store.EventRow;
import dev.tombo.server.store.Store;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Shows stored events: their JSON, and after it what the server knows. */
final class EventViews {
  private final Store store;
  private final StoredEvents events;

  EventViews(Store store, StoredEvents events) {
    this.store = store;
    this.events = events;
  }

  /** The events of rows that have a body, in order. */
  List<EventView> of(List<EventRow> rows) {
    Map<Long, Optional<Collector>> known = new HashMap<>();
    List<EventView> views = new ArrayList<>();
    for (EventRow row : rows) {
      Optional<Collector> collector =
          known.computeIfAbsent(
              row.token(), token -> Optional.ofNullable(collector(row.issue().project(), token)));
      views.add(view(row, collector.orElse(null), Optional.empty()));
    }
    return views;
  }

  /** The event of a row that has a body. */
  EventView of(EventRow row) {
    return view(row, collector(row.issue().project(), row.token()), Optional.empty());
  }

  /** The same of an event that is asked for alone: with what a person said of it. */
  EventView withReport(EventRow row, EventId id) {
    long project = row.issue().project();
    EventId about = UserReports.about(id);
    Optional<EventId> report = store.events().find(project, about).map(found -> about);
    return view(row, collector(project, row.token()), report);
  }

  private EventView view(EventRow row, @Nullable Collector collector, Optional<EventId> report) {
    byte[] stored = row.body();
    if (stored == null) {
      throw new IllegalArgumentException("row: has no body");
    }
    String body = new String(events.json(row.issue().project(), stored), StandardCharsets.UTF_8);
    Map<String, Object> known = new LinkedHashMap<>();
    known.put("issue", row.issue().toString());
    known.put("receivedAt", row.receivedAt());
    known.put("at", row.at());
    known.put("collectedBy", collector);
    report.ifPresent(id -> known.put("userReport", id.toString()));
    String more = new String(JsonReplies.bytes(known), StandardCharsets.UTF_8);
    return new EventView(body.substring(0, body.length() - 1) + "," + more.substring(1), collector);
  }

  private @Nullable Collector collector(long project, long token) {
    Optional<ApiToken> found = store.apiTokens().find(project, token);
    if (found.isEmpty()) {
      return null;
    }
    String account =
        store.accounts().find(found.get().account()).map(Account::shownName).orElse("");
    return new Collector(found.get().name(), account);
  }
}
