// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.http;

import dev.tombo.server.auth.AccessTokens;
import dev.tombo.server.auth.Caller;
import dev.tombo.server.auth.FirstStep;
import dev.tombo.server.auth.LogIns;
import dev.tombo.server.auth.SecondStep;
import dev.tombo.server.auth.SessionTokens;
import dev.tombo.server.auth.Sessions;
import dev.tombo.server.model.Actor;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import java.util.Optional;
import java.util.Set;

/** {@code /api/v1/sessions}: logs people in, keeps them logged in, logs them out. */
final class SessionsResource {
  /** How browsers say whose page sent a request (Fetch Metadata). */
  private static final HeaderName SITE = HeaderNames.create("Sec-Fetch-Site");

  private static final Set<String> OTHER_SITES = Set.of("cross-site", "same-site");

  private final LogIns logIns;
  private final Sessions sessions;
  private final Credentials credentials;
  private final RefreshCookie cookie;

  SessionsResource(
      LogIns logIns, Sessions sessions, Credentials credentials, RefreshCookie cookie) {
    this.logIns = logIns;
    this.sessions = sessions;
    this.credentials = credentials;
    this.cookie = cookie;
  }

  void post(Call call) {
    refuseOtherSites(call);
    BodyFields body = BodyFields.of(call);
    FirstStep step =
        logIns
            .logIn(body.text("email"), body.text("password"), call.remote(), agent(call))
            .orElseThrow(() -> wrong("the e-mail or the password is wrong"));
    switch (step) {
      case SessionTokens tokens -> reply(call, tokens);
      case SecondStep second ->
          call.accepted(new SecondStepView(second.token(), second.lifetime().toSeconds()));
    }
  }

  /** The second step of a log-in, by a code. */
  void finish(Call call) {
    refuseOtherSites(call);
    BodyFields body = BodyFields.of(call, Set.of("secondStep", "code"));
    String token = body.text("secondStep");
    String code = body.text("code");
    reply(
        call,
        logIns
            .second(token)
            .orElseThrow(() -> wrong("secondStep: it is over: log in again"))
            .finish(code, call.remote(), agent(call))
            .orElseThrow(() -> wrong("code: it is wrong, or was used")));
  }

  void refresh(Call call) {
    refuseOtherSites(call);
    Optional<SessionTokens> tokens = cookie.read(call.request()).flatMap(sessions::refresh);
    if (tokens.isEmpty()) {
      cookie.clear(call.response());
      throw new ProblemException(Problem.unauthorized("the session has ended: log in"));
    }
    reply(call, tokens.get());
  }

  /** Ends the session of the cookie, that of the access token, or both if they are two. */
  void delete(Call call) {
    refuseOtherSites(call);
    cookie.clear(call.response());
    Actor holder = Actor.unknown(call.remote());
    boolean byCookie =
        cookie.read(call.request()).filter(token -> sessions.end(token, holder)).isPresent();
    if (byCookie) {
      credentials.session(call.request()).ifPresent(session -> sessions.end(session, holder));
    } else {
      Caller caller = credentials.person(call.request(), Needs.ACCESS_TOKEN);
      var unused =
          sessions.end(caller.session().orElseThrow(), Actor.of(caller.account(), call.remote()));
    }
    call.done();
  }

  private static ProblemException wrong(String detail) {
    return new ProblemException(Problem.unauthorized(detail));
  }

  private static String agent(Call call) {
    return call.request().headers().value(HeaderNames.USER_AGENT).orElse("");
  }

  private void reply(Call call, SessionTokens tokens) {
    cookie.set(call.response(), tokens.refresh());
    call.reply(new LoggedIn(tokens.access(), AccessTokens.LIFETIME.toSeconds()));
  }

  /**
   * The cookie is not sent for other sites, but for other origins of this one; and anybody's page
   * could log a browser in to an account of its own.
   */
  private static void refuseOtherSites(Call call) {
    if (call.request().headers().value(SITE).filter(OTHER_SITES::contains).isPresent()) {
      throw new ProblemException(Problem.forbidden("a page from elsewhere may not do this"));
    }
  }

  /**
   * What a log-in answers, beside its cookie.
   *
   * @param accessToken what to send with each request
   * @param expiresIn for how many seconds
   */
  record LoggedIn(String accessToken, long expiresIn) {}

  /**
   * What a right password answers where it is not all that is asked for.
   *
   * @param secondStep what to send with the code
   * @param expiresIn for how many seconds
   */
  record SecondStepView(String secondStep, long expiresIn) {
    @Override
    public String toString() {
      return "SecondStepView[...]";
    }
  }
}
