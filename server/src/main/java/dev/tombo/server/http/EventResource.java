// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.http;

import dev.tombo.server.model.EventId;
import dev.tombo.server.store.EventRow;
import dev.tombo.server.store.Store;

/** {@code /api/v1/projects/{p}/events/{eventId}}: shows one event. */
final class EventResource {
  private final Access access;
  private final Store store;
  private final EventViews views;

  EventResource(Access access, Store store, EventViews views) {
    this.access = access;
    this.store = store;
    this.views = views;
  }

  void show(Call call) {
    long project = call.number("project");
    var unused = access.require(call.caller().account(), project);
    EventId id = EventId.parse(call.path("event")).orElseThrow(EventResource::notFound);
    EventRow row = store.events().find(project, id).orElseThrow(EventResource::notFound);
    call.reply(views.withReport(row, id));
  }

  private static ProblemException notFound() {
    return new ProblemException(Problem.notFound());
  }
}
