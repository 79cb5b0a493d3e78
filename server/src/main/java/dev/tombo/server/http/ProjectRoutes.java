// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.http;

import dev.tombo.server.auth.ApiTokens;
import dev.tombo.server.http.HttpServer.Services;
import dev.tombo.server.ingest.RuleChanges;
import dev.tombo.server.ingest.StoredEvents;
import dev.tombo.server.store.ApiTokenStore;
import java.util.List;
import java.util.stream.Stream;

/** The routes of projects, their tokens and their rules, and of what is one's own in them. */
final class ProjectRoutes {
  private static final String PROJECTS = "/api/v1/projects";
  private static final String PROJECT = PROJECTS + "/{project}";

  private ProjectRoutes() {}

  static List<Routes.Route> of(Services services, Access access, StoredEvents events) {
    return Stream.of(
            projects(services, access),
            tokens(services, access),
            persons(services, access, events),
            rules(services, access, events))
        .flatMap(List::stream)
        .toList();
  }

  private static List<Routes.Route> projects(Services services, Access access) {
    ProjectsResource projects =
        new ProjectsResource(
            access,
            services.store().projects(),
            services.apiTokens(),
            services.admission(),
            services.clock());
    LedgerResource ledger =
        new LedgerResource(access, services.store().ledgers(), services.clock());
    return List.of(
        Routes.get(PROJECTS, Needs.READ, projects::list),
        Routes.post(PROJECTS, Needs.ADMIN, projects::post),
        Routes.get(PROJECT, Needs.READ, projects::show),
        Routes.patch(PROJECT, Needs.ADMIN, projects::patch),
        Routes.delete(PROJECT, Needs.ADMIN, projects::delete),
        Routes.get(PROJECT + "/values", Needs.READ, projects::values),
        Routes.get(PROJECT + "/ledger", Needs.READ, ledger::list, "interval", "since", "until"));
  }

  private static List<Routes.Route> tokens(Services services, Access access) {
    ApiTokenStore store = services.store().apiTokens();
    ApiTokens apiTokens = services.apiTokens();
    TokenViews views = new TokenViews(apiTokens, services.publicUrl());
    MeResource me = new MeResource(access, store, views);
    TokensResource tokens = new TokensResource(access, store, apiTokens, views);
    String token = PROJECT + "/tokens/{token}";
    return List.of(
        Routes.get("/api/v1/me", Needs.READ, me::show),
        Routes.get(PROJECT + "/tokens", Needs.READ, tokens::list),
        Routes.post(PROJECT + "/tokens", Needs.ADMIN, tokens::post),
        Routes.delete(token, Needs.ADMIN, tokens::delete),
        Routes.post(token + "/rotate", Needs.ADMIN, tokens::rotate));
  }

  private static List<Routes.Route> persons(Services services, Access access, StoredEvents events) {
    PersonsResource persons =
        new PersonsResource(
            access,
            services.store().erasures(),
            services.store().events(),
            new EventViews(services.store(), events),
            services.traces(),
            services.clock());
    String erasures = PROJECT + "/erasures";
    return List.of(
        Routes.get(erasures, Needs.ADMIN, persons::list, "limit", "cursor"),
        Routes.post(erasures, Needs.ADMIN, persons::start),
        Routes.get(erasures + "/{erasure}", Needs.ADMIN, persons::show),
        Routes.post(PROJECT + "/person-events", Needs.ADMIN, persons::export));
  }

  private static List<Routes.Route> rules(Services services, Access access, StoredEvents events) {
    GroupingRulesResource grouping =
        new GroupingRulesResource(
            access,
            services.store().groupings(),
            new RuleChanges(services.store(), events, services.rules()),
            services.clock());
    ScrubbingRulesResource scrubbing =
        new ScrubbingRulesResource(
            access, services.store().scrubbing(), services.scrubbers(), services.clock());
    String ofGrouping = PROJECT + "/grouping-rules";
    String ofScrubbing = PROJECT + "/scrubbing-rules";
    return List.of(
        Routes.get(ofScrubbing, Needs.READ, scrubbing::show),
        Routes.put(ofScrubbing, Needs.ADMIN, scrubbing::put),
        Routes.get(ofGrouping, Needs.READ, grouping::show),
        Routes.put(ofGrouping, Needs.ADMIN, grouping::put),
        Routes.post(ofGrouping + "/preview", Needs.ADMIN, grouping::preview));
  }
}
