// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.http;

import dev.tombo.server.model.Account;
import dev.tombo.server.model.EventId;
import dev.tombo.server.store.Store;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

/** {@code /api/v1/projects/{p}/events/{eventId}}: shows one event. */
final class EventResource {
  private final Credentials credentials;
  private final Access access;
  private final Store store;
  private final EventViews views;

  EventResource(Credentials credentials, Access access, Store store, EventViews views) {
    this.credentials = credentials;
    this.access = access;
    this.store = store;
    this.views = views;
  }

  void show(ServerRequest request, ServerResponse response) {
    Account account = credentials.account(request);
    long project =
        Cursor.number(request.path().pathParameters().get("project"))
            .orElseThrow(EventResource::notFound);
    access.require(account, project);
    Parameters.none(request);
    EventId id =
        EventId.parse(request.path().pathParameters().get("event"))
            .orElseThrow(EventResource::notFound);
    JsonReplies.send(
        response, views.of(store.events().find(project, id).orElseThrow(EventResource::notFound)));
  }

  private static ProblemException notFound() {
    return new ProblemException(Problem.notFound());
  }
}
