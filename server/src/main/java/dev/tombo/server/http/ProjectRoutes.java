// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.http;

import dev.tombo.server.auth.ApiTokens;
import dev.tombo.server.http.HttpServer.Services;
import dev.tombo.server.ingest.RuleChanges;
import dev.tombo.server.ingest.StoredEvents;
import dev.tombo.server.store.ApiTokenStore;
import java.util.List;

/** The routes of projects, their tokens and their rules, and of what is one's own in them. */
final class ProjectRoutes {
  private ProjectRoutes() {}

  static List<Routes.Route> of(Services services, Access access, StoredEvents events) {
    ApiTokenStore store = services.store().apiTokens();
    ApiTokens apiTokens = services.apiTokens();
    TokenViews views = new TokenViews(apiTokens, services.publicUrl());
    MeResource me = new MeResource(access, store, views);
    ProjectsResource projects =
        new ProjectsResource(
            access, services.store().projects(), apiTokens, services.admission(), services.clock());
    TokensResource tokens = new TokensResource(access, store, apiTokens, views);
    GroupingRulesResource rules =
        new GroupingRulesResource(
            access,
            services.store().groupings(),
            new RuleChanges(services.store(), events, services.rules()),
            services.clock());
    ScrubbingRulesResource scrubbing =
        new ScrubbingRulesResource(
            access, services.store().scrubbing(), services.scrubbers(), services.clock());
    LedgerResource ledger =
        new LedgerResource(access, services.store().ledgers(), services.clock());
    PersonsResource persons =
        new PersonsResource(
            access,
            services.store().erasures(),
            services.store().events(),
            new EventViews(services.store(), events),
            services.traces(),
            services.clock());
    String ofProject = "/api/v1/projects/{project}";
    return List.of(
        Routes.get("/api/v1/me", Needs.READ, me::show),
        Routes.get("/api/v1/projects", Needs.READ, projects::list),
        Routes.post("/api/v1/projects", Needs.ADMIN, projects::post),
        Routes.get("/api/v1/projects/{project}", Needs.READ, projects::show),
        Routes.patch("/api/v1/projects/{project}", Needs.ADMIN, projects::patch),
        Routes.delete("/api/v1/projects/{project}", Needs.ADMIN, projects::delete),
        Routes.get("/api/v1/projects/{project}/values", Needs.READ, projects::values),
        Routes.get(
            "/api/v1/projects/{project}/ledger",
            Needs.READ,
            ledger::list,
            "interval",
            "since",
            "until"),
        Routes.get("/api/v1/projects/{project}/tokens", Needs.READ, tokens::list),
        Routes.post("/api/v1/projects/{project}/tokens", Needs.ADMIN, tokens::post),
        Routes.delete("/api/v1/projects/{project}/tokens/{token}", Needs.ADMIN, tokens::delete),
        Routes.post(
            "/api/v1/projects/{project}/tokens/{token}/rotate", Needs.ADMIN, tokens::rotate),
        Routes.get(ofProject + "/erasures", Needs.ADMIN, persons::list, "limit", "cursor"),
        Routes.post(ofProject + "/erasures", Needs.ADMIN, persons::start),
        Routes.get(ofProject + "/erasures/{erasure}", Needs.ADMIN, persons::show),
        Routes.post(ofProject + "/person-events", Needs.ADMIN, persons::export),
        Routes.get("/api/v1/projects/{project}/scrubbing-rules", Needs.READ, scrubbing::show),
        Routes.put("/api/v1/projects/{project}/scrubbing-rules", Needs.ADMIN, scrubbing::put),
        Routes.get("/api/v1/projects/{project}/grouping-rules", Needs.READ, rules::show),
        Routes.put("/api/v1/projects/{project}/grouping-rules", Needs.ADMIN, rules::put),
        Routes.post(
            "/api/v1/projects/{project}/grouping-rules/preview", Needs.ADMIN, rules::preview));
  }
}
