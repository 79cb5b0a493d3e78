// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.http;

import dev.tombo.server.auth.FirstStep;
import dev.tombo.server.auth.OidcException;
import dev.tombo.server.auth.OidcLogIns;
import dev.tombo.server.auth.OidcLogIns.Begun;
import dev.tombo.server.auth.SecondStep;
import dev.tombo.server.auth.SessionTokens;
import dev.tombo.server.auth.TooManyAttemptsException;
import dev.tombo.server.model.PublicUrl;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * {@code /api/v1/sessions/oidc}: sends browsers to another provider, and takes them back. Whatever
 * comes of it, the browser ends at the page's log-in, which says it in words.
 */
final class OidcResource {
  static final String PATH = "/api/v1/sessions/oidc";

  private static final Logger LOG = Logger.getLogger(OidcResource.class.getName());
  private static final String COOKIE = "tombo_oidc";
  private static final int COOKIE_SECONDS = 600;

  private final Optional<OidcLogIns> logIns;
  private final RefreshCookie refreshCookie;
  private final Supplier<PublicUrl> publicUrl;

  OidcResource(
      Optional<OidcLogIns> logIns, RefreshCookie refreshCookie, Supplier<PublicUrl> publicUrl) {
    this.logIns = logIns;
    this.refreshCookie = refreshCookie;
    this.publicUrl = publicUrl;
  }

  void begin(Call call) {
    OidcLogIns provider = provider();
    try {
      Begun begun = provider.begin();
      cookie(call, begun.secret(), COOKIE_SECONDS);
      redirect(call, begun.provider().toString());
    } catch (OidcException e) {
      cookie(call, "", 0);
      toLogIn(call, told(e));
    }
  }

  void finish(Call call) {
    String rest = finish(call, provider());
    cookie(call, "", 0);
    toLogIn(call, rest);
  }

  /** Ends a log-in; answers what the log-in's address says of it. */
  private String finish(Call call, OidcLogIns provider) {
    String secret = call.request().headers().cookies().first(COOKIE).orElse("");
    String agent = call.request().headers().value(HeaderNames.USER_AGENT).orElse("");
    try {
      FirstStep step =
          provider.finish(secret, query(call, "state"), query(call, "code"), call.remote(), agent);
      return switch (step) {
        case SessionTokens tokens -> {
          refreshCookie.set(call.response(), tokens.refresh());
          yield "?provider=done";
        }
        case SecondStep second -> "?provider=second#" + second.token();
      };
    } catch (OidcException e) {
      return told(e);
    } catch (TooManyAttemptsException e) {
      return "?provider=later";
    }
  }

  private OidcLogIns provider() {
    return logIns.orElseThrow(() -> new ProblemException(Problem.notFound()));
  }

  private static String query(Call call, String name) {
    return call.request().query().first(name).orElse("");
  }

  private static String told(OidcException failure) {
    LOG.log(Level.WARNING, "a log-in by the provider failed: {0}", failure.getMessage());
    return "?provider=" + failure.reason().name().toLowerCase(Locale.ROOT);
  }

  private void toLogIn(Call call, String rest) {
    redirect(call, publicUrl.get().base() + "/login" + rest);
  }

  private static void redirect(Call call, String location) {
    call.response().status(Status.SEE_OTHER_303).header(HeaderNames.LOCATION, location).send();
  }

  /** Lax, since the browser comes back from another site. */
  private void cookie(Call call, String value, int seconds) {
    PublicUrl url = publicUrl.get();
    call.response()
        .headers()
        .add(
            HeaderValues.create(
                HeaderNames.SET_COOKIE,
                "%s=%s; Max-Age=%d; Path=%s%s; HttpOnly; SameSite=Lax%s"
                    .formatted(
                        COOKIE, value, seconds, url.path(), PATH, url.secure() ? "; Secure" : "")));
  }
}
