// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.http;

import dev.tombo.server.auth.OidcLogIns;
import dev.tombo.server.http.HttpServer.People;
import dev.tombo.server.http.HttpServer.Services;
import java.util.List;
import java.util.stream.Stream;

/** The routes by which people get in, and by which they let others in. */
final class PeopleRoutes {
  private PeopleRoutes() {}

  static List<Routes.Route> of(Services services, Credentials credentials, Access access) {
    return Stream.of(
            sessions(services, credentials, access),
            own(services, access),
            secondFactor(services, access),
            members(services, access),
            audit(services, access))
        .flatMap(List::stream)
        .toList();
  }

  private static List<Routes.Route> sessions(
      Services services, Credentials credentials, Access access) {
    People people = services.people();
    RefreshCookie cookie = new RefreshCookie(services.publicUrl());
    SessionsResource sessions =
        new SessionsResource(people.logIns(), people.sessions(), credentials, cookie);
    OidcResource oidc = new OidcResource(people.oidcLogIns(), cookie, services.publicUrl());
    SetupResource setup =
        new SetupResource(
            people.setup(),
            people.signUps(),
            people.oidcLogIns().map(OidcLogIns::name),
            people.resetMails().isPresent());
    AccountsResource accounts =
        new AccountsResource(
            access, services.store().accounts(), people.signUps(), people.invitations());
    return List.of(
        Routes.post("/api/v1/sessions", Needs.NOTHING, sessions::post),
        Routes.delete("/api/v1/sessions", Needs.NOTHING, sessions::delete),
        Routes.post("/api/v1/sessions/second-step", Needs.NOTHING, sessions::finish),
        Routes.post("/api/v1/sessions/refresh", Needs.NOTHING, sessions::refresh),
        Routes.get(OidcResource.PATH, Needs.NOTHING, oidc::begin),
        Routes.get(OidcResource.PATH + "/callback", Needs.NOTHING, oidc::finish, "code", "state"),
        Routes.get("/api/v1/setup", Needs.NOTHING, setup::show),
        Routes.post("/api/v1/setup", Needs.NOTHING, setup::post),
        Routes.post("/api/v1/accounts", Needs.NOTHING, accounts::post),
        Routes.get("/api/v1/accounts", Needs.ADMIN, accounts::list, "limit", "cursor"));
  }

  private static List<Routes.Route> own(Services services, Access access) {
    People people = services.people();
    PersonalTokensResource tokens =
        new PersonalTokensResource(
            services.store().personalTokens(), people.personalTokens(), services.clock());
    PasswordsResource passwords =
        new PasswordsResource(
            access,
            people.passwordChanges(),
            people.resetLinks(),
            people.resetMails(),
            services.publicUrl());
    OwnSessionsResource sessions = new OwnSessionsResource(people.sessions());
    InvitedResource invited = new InvitedResource(access, people.invitations());
    return List.of(
        Routes.get("/api/v1/me/sessions", Needs.ACCESS_TOKEN, sessions::list),
        Routes.delete("/api/v1/me/sessions/{id}", Needs.ACCESS_TOKEN, sessions::delete),
        Routes.get("/api/v1/me/tokens", Needs.ACCESS_TOKEN, tokens::list, "limit", "cursor"),
        Routes.post("/api/v1/me/tokens", Needs.ACCESS_TOKEN, tokens::post),
        Routes.delete("/api/v1/me/tokens/{id}", Needs.ACCESS_TOKEN, tokens::delete),
        Routes.post("/api/v1/me/password", Needs.ACCESS_TOKEN, passwords::change),
        Routes.post("/api/v1/password-resets", Needs.ACCESS_TOKEN, passwords::link),
        Routes.post("/api/v1/password-resets/mail", Needs.NOTHING, passwords::mail),
        Routes.post("/api/v1/password-resets/redeem", Needs.NOTHING, passwords::reset),
        Routes.post("/api/v1/invitations/lookup", Needs.NOTHING, invited::find),
        Routes.post("/api/v1/me/invitations", Needs.ACCESS_TOKEN, invited::accept));
  }

  private static List<Routes.Route> audit(Services services, Access access) {
    AuditResource audit = new AuditResource(access, services.store().audit());
    return List.of(
        Routes.get(
            "/api/v1/audit",
            Needs.ADMIN,
            audit::list,
            "action",
            "account",
            "project",
            "since",
            "until",
            "limit",
            "cursor"));
  }

  private static List<Routes.Route> secondFactor(Services services, Access access) {
    People people = services.people();
    SecondFactorResource factor =
        new SecondFactorResource(access, people.passwordChanges(), people.secondFactors());
    String own = "/api/v1/me/second-factor";
    return List.of(
        Routes.get(own, Needs.ACCESS_TOKEN, factor::show),
        Routes.post(own, Needs.ACCESS_TOKEN, factor::start),
        Routes.post(own + "/confirm", Needs.ACCESS_TOKEN, factor::confirm),
        Routes.post(own + "/recovery-codes", Needs.ACCESS_TOKEN, factor::renewCodes),
        Routes.post(own + "/disable", Needs.ACCESS_TOKEN, factor::disable),
        Routes.post("/api/v1/second-factor-resets", Needs.ACCESS_TOKEN, factor::reset));
  }

  private static List<Routes.Route> members(Services services, Access access) {
    InvitationsResource invitations =
        new InvitationsResource(
            access,
            services.store().invitations(),
            services.people().invitations(),
            services.publicUrl(),
            services.clock());
    MembersResource members =
        new MembersResource(access, services.store().projects(), services.clock());
    String ofProject = "/api/v1/projects/{project}";
    return List.of(
        Routes.get(ofProject + "/members", Needs.READ, members::list),
        Routes.patch(ofProject + "/members/{account}", Needs.ADMIN, members::patch),
        Routes.delete(ofProject + "/members/{account}", Needs.ADMIN, members::delete),
        Routes.get(ofProject + "/invitations", Needs.READ, invitations::list),
        Routes.post(ofProject + "/invitations", Needs.ADMIN, invitations::post),
        Routes.delete(ofProject + "/invitations/{invitation}", Needs.ADMIN, invitations::delete));
  }
}
