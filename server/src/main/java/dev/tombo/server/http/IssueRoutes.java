// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.http;

import dev.tombo.server.http.HttpServer.Services;
import dev.tombo.server.ingest.StoredEvents;
import dev.tombo.server.store.Store;
import java.util.List;
import java.util.stream.Stream;

/** The routes by which issues and their events are looked at and worked on. */
final class IssueRoutes {
  private IssueRoutes() {}

  static List<Routes.Route> of(Services services, Access access, StoredEvents events) {
    Store store = services.store();
    EventViews views = new EventViews(store, events);
    IssuesResource issues = new IssuesResource(access, store, views, events, services.clock());
    TriageResource triage = new TriageResource(access, store, issues, services.clock());
    RegroupResource regroup = new RegroupResource(access, store, events, issues, services.clock());
    EventResource event = new EventResource(access, store, views);
    return Stream.of(shown(issues, event), changed(triage), regrouped(regroup))
        .flatMap(List::stream)
        .toList();
  }

  private static List<Routes.Route> shown(IssuesResource issues, EventResource event) {
    return List.of(
        Routes.get("/api/v1/issues", Needs.READ, issues::list, IssueListRequest.PARAMETERS),
        Routes.get(
            "/api/v1/issues/stats",
            Needs.READ,
            issues::statsOfMany,
            "ids",
            "interval",
            "since",
            "until"),
        Routes.get("/api/v1/issues/{id}", Needs.READ, issues::show),
        Routes.get(
            "/api/v1/issues/{id}/stats", Needs.READ, issues::stats, "interval", "since", "until"),
        Routes.get("/api/v1/issues/{id}/events", Needs.READ, issues::events, "limit", "cursor"),
        Routes.get("/api/v1/projects/{project}/events/{event}", Needs.READ, event::show));
  }

  private static List<Routes.Route> changed(TriageResource triage) {
    return List.of(
        Routes.post("/api/v1/issues/bulk", Needs.TRIAGE, triage::bulk),
        Routes.patch("/api/v1/issues/{id}", Needs.TRIAGE, triage::patch),
        Routes.delete("/api/v1/issues/{id}", Needs.TRIAGE, triage::delete));
  }

  private static List<Routes.Route> regrouped(RegroupResource regroup) {
    return List.of(
        Routes.post("/api/v1/issues/{id}/merge", Needs.TRIAGE, regroup::merge),
        Routes.post("/api/v1/issues/{id}/split", Needs.TRIAGE, regroup::split),
        Routes.get(
            "/api/v1/issues/{id}/activity", Needs.READ, regroup::activity, "limit", "cursor"),
        Routes.post("/api/v1/issues/{id}/activity/{activity}/undo", Needs.TRIAGE, regroup::undo));
  }
}
