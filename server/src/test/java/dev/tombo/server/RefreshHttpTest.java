// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tombo.server.model.PublicUrl;
import dev.tombo.server.model.Scope;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Keeps sessions of a real server going by their cookie, and ends them. */
class RefreshHttpTest {
  private static final String SESSIONS = "/api/v1/sessions";
  private static final String CLEARED = "tombo_refresh=; Max-Age=0; ";

  @TempDir private static Path data;
  private static TestServer server;

  @BeforeAll
  static void start() {
    server = TestServer.start(data);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @AfterEach
  void calm() {
    server.assertCalm();
  }

  /** What a browser has of a session. */
  private record LoggedIn(String accessToken, String cookie) {
    static LoggedIn of(Answer answer) {
      assertThat(answer.status()).as(answer.body()).isEqualTo(200);
      assertThat(answer.json().path("expiresIn").intValue()).isEqualTo(900);
      String cookie = answer.headers().getOrDefault("set-cookie", "");
      assertThat(cookie)
          .matches(
              "tombo_refresh=[^;]{20,}; Max-Age=2592000; Path=/api/v1/sessions; HttpOnly;"
                  + " SameSite=Strict");
      return new LoggedIn(
          answer.json().path("accessToken").asText(), cookie.substring(0, cookie.indexOf(';')));
    }

    int status() {
      return server.get("/api/v1/issues", accessToken).status();
    }
  }

  @Test
  void refresh_withTheCookie_givesANewPair() {
    LoggedIn first = logIn();

    LoggedIn second = LoggedIn.of(refresh(first.cookie()));

    assertThat(second.cookie()).isNotEqualTo(first.cookie());
    assertThat(first.status()).isEqualTo(200);
    assertThat(second.status()).isEqualTo(200);
    LoggedIn third = LoggedIn.of(refresh("theme=dark; " + second.cookie() + "; a=b"));
    assertThat(third.status()).isEqualTo(200);
  }

  @Test
  void refresh_withAUsedCookie_endsTheSession() {
    LoggedIn first = logIn();
    LoggedIn second = LoggedIn.of(refresh(first.cookie()));
    LoggedIn another = logIn();

    assertEnded(refresh(first.cookie()));

    assertThat(second.status()).isEqualTo(401);
    assertEnded(refresh(second.cookie()));
    assertThat(another.status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a=b",
        "tombo_refresh=",
        "tombo_refresh=1.0.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "tombo_refresh=%00",
        "tombo_refresh==;=;;",
        "tombo_refresh",
        "$Version=1; tombo_refresh=x; $Path=/",
        "tombo_refresh=\"x\"; tombo_refresh=y"
      })
  void refresh_withGarbage_isUnauthorizedAndCleared(String cookie) {
    assertEnded(refresh(cookie));
    assertThat(logOut(cookie, "").status()).isEqualTo(401);
  }

  @Test
  void refresh_withoutACookie_isUnauthorized() {
    Answer answer =
        server.send(server.request(SESSIONS + "/refresh").POST(BodyPublishers.noBody()));

    assertEnded(answer);
    assertThat(answer.headers()).containsEntry("www-authenticate", "Bearer");
  }

  @Test
  void logOut_byEither_endsTheSession() {
    LoggedIn byCookie = logIn();
    LoggedIn byToken = logIn();
    LoggedIn byBoth = logIn();

    assertLoggedOut(logOut(byCookie.cookie(), ""), byCookie);
    assertLoggedOut(logOut("", byToken.accessToken()), byToken);
    assertLoggedOut(logOut(byBoth.cookie(), byBoth.accessToken()), byBoth);
  }

  @Test
  void logOut_byTwoOfTwoSessions_endsBoth() {
    LoggedIn one = logIn();
    LoggedIn other = logIn();

    assertLoggedOut(logOut(one.cookie(), other.accessToken()), one);
    assertThat(other.status()).isEqualTo(401);
  }

  @Test
  void logOut_oneOfThemBad_endsTheOther() {
    LoggedIn byToken = logIn();
    LoggedIn byCookie = logIn();

    assertLoggedOut(logOut("tombo_refresh=x", byToken.accessToken()), byToken);
    assertLoggedOut(logOut(byCookie.cookie(), "x"), byCookie);
  }

  @Test
  void logOut_withAnOldCookie_endsTheSession() {
    LoggedIn first = logIn();
    LoggedIn second = LoggedIn.of(refresh(first.cookie()));

    assertLoggedOut(logOut(first.cookie(), ""), second);
  }

  @Test
  void logOut_again_isUnauthorizedAndCleared() {
    LoggedIn session = logIn();
    assertThat(logOut(session.cookie(), session.accessToken()).status()).isEqualTo(204);

    assertEnded(logOut(session.cookie(), session.accessToken()));
    assertEnded(logOut("", ""));
  }

  @Test
  void logOut_byACredentialOfAnotherKind_isForbidden() {
    assertThat(logOut("", TestServer.TOKEN).status()).isEqualTo(403);
    assertThat(logOut("", server.personalToken(Scope.ADMIN)).status()).isEqualTo(403);
  }

  @ParameterizedTest
  @CsvSource({"cross-site,403", "same-site,403", "same-origin,200", "none,200"})
  void request_ofAPage_isTakenFromThisOriginOnly(String site, int status) {
    LoggedIn session = logIn();
    HttpRequest.Builder refresh =
        server
            .request(SESSIONS + "/refresh")
            .header("Cookie", session.cookie())
            .header("Sec-Fetch-Site", site)
            .POST(BodyPublishers.noBody());
    String json =
        "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(TestServer.EMAIL, TestServer.PASSWORD);
    HttpRequest.Builder logIn =
        server.request(SESSIONS).header("Sec-Fetch-Site", site).POST(BodyPublishers.ofString(json));

    assertThat(server.send(refresh).status()).isEqualTo(status);
    assertThat(server.send(logIn).status()).isEqualTo(status);
    assertThat(session.status()).isEqualTo(200);
  }

  @Test
  void cookie_ofAnHttpsAddressWithAPath_isForThatOnly(@TempDir Path directory) {
    PublicUrl url = PublicUrl.parse("https://errors.example.com/base");
    try (TestServer behindProxy = TestServer.start(directory, config -> config.publicUrl(url))) {
      Answer answer = behindProxy.logIn(TestServer.EMAIL, TestServer.PASSWORD);

      assertThat(answer.headers().get("set-cookie"))
          .endsWith("; Path=/base/api/v1/sessions; HttpOnly; SameSite=Strict; Secure");
    }
  }

  private static LoggedIn logIn() {
    return LoggedIn.of(server.logIn(TestServer.EMAIL, TestServer.PASSWORD));
  }

  private static Answer refresh(String cookie) {
    return server.send(
        server
            .request(SESSIONS + "/refresh")
            .header("Cookie", cookie)
            .POST(BodyPublishers.noBody()));
  }

  private static Answer logOut(String cookie, String credential) {
    HttpRequest.Builder request = server.request(SESSIONS).DELETE();
    if (!cookie.isEmpty()) {
      request.header("Cookie", cookie);
    }
    if (!credential.isEmpty()) {
      request.header("Authorization", "Bearer " + credential);
    }
    return server.send(request);
  }

  private static void assertEnded(Answer answer) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(401);
    assertThat(answer.headers().get("set-cookie")).startsWith(CLEARED);
  }

  private static void assertLoggedOut(Answer answer, LoggedIn session) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(204);
    assertThat(answer.body()).isEmpty();
    assertThat(answer.headers().get("set-cookie")).startsWith(CLEARED);
    assertThat(session.status()).isEqualTo(401);
    assertThat(refresh(session.cookie()).status()).isEqualTo(401);
  }
}
