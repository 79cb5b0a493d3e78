// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.tombo.server.OidcProvider.Signed;
import dev.tombo.server.auth.OidcSettings;
import dev.tombo.server.model.PublicUrl;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Logs in by a provider that signs real ID tokens, and by one that lies. */
final class OidcHttpTest {
  private static final String RUI = "rui@example.com";
  private static final String BASE = "https://errors.example.com/base";
  private static final String PATH = "/api/v1/sessions/oidc";
  private static final String LOG_IN = BASE + "/login?provider=";

  @TempDir Path data = Path.of("");
  private final OidcProvider provider = OidcProvider.start();
  private @Nullable TestServer started;

  @BeforeEach
  void start() {
    OidcSettings oidc =
        new OidcSettings(
            provider.issuer(),
            OidcProvider.CLIENT,
            OidcProvider.SECRET,
            "ACME",
            Set.of("Example.org"),
            true);
    started = TestServer.start(data, config -> config.oidc(oidc).publicUrl(PublicUrl.parse(BASE)));
    assertThat(server().account(RUI)).isNotEmpty();
  }

  @AfterEach
  void stop() {
    server().close();
    provider.close();
  }

  /** A browser on its way. */
  private record Browser(URI asked, String cookie) {
    String state() {
      return OidcProvider.parameters(asked.getRawQuery()).getOrDefault("state", "");
    }
  }

  @Test
  void begin_always_asksWithPkceStateAndNonce() {
    Answer answer = server().send(server().request(PATH));

    assertThat(answer.headers().get("set-cookie"))
        .contains("HttpOnly", "SameSite=Lax", "Secure", "Path=/base" + PATH + ";");
    Map<String, String> asked = OidcProvider.parameters(URI.create(location(answer)).getRawQuery());
    assertThat(asked)
        .containsEntry("response_type", "code")
        .containsEntry("client_id", OidcProvider.CLIENT)
        .containsEntry("scope", "openid email")
        .containsEntry("redirect_uri", BASE + PATH + "/callback")
        .containsEntry("code_challenge_method", "S256");
    assertThat(asked.get("state")).hasSize(43).isNotEqualTo(asked.get("nonce"));
    assertThat(answer.headers().get("set-cookie")).doesNotContain(asked.get("state"));
    assertThat(browser().state()).as("another time").isNotEqualTo(asked.get("state"));
    assertThat(server().send(server().request("/api/v1/setup")).json().path("provider").asText())
        .isEqualTo("ACME");
  }

  @Test
  void finish_ofAVerifiedAddress_logsItsAccountIn() {
    Browser browser = browser();

    Answer answer = back(browser, provider.code(browser.asked(), "Rui@Example.com"));

    assertThat(location(answer)).isEqualTo(LOG_IN + "done");
    assertThat(meOf(answer)).isEqualTo(RUI);
  }

  @Test
  void finish_ofADomainThatIsNamed_makesAnAccountWithoutAPassword() {
    Browser browser = browser();
    String email = "new@example.org";

    assertThat(meOf(back(browser, provider.code(browser.asked(), email)))).isEqualTo(email);

    assertThat(server().logIn(email, "none").status()).isEqualTo(401);
    assertThat(server().logIn(email, "").status()).isEqualTo(401);
    Browser again = browser();
    assertThat(meOf(back(again, provider.code(again.asked(), email)))).isEqualTo(email);
  }

  @Test
  void finish_ofAnyOtherDomain_makesNone() {
    for (String email :
        new String[] {"a@example.net", "a@sub.example.org", "a@example.org.evil.net", "a"}) {
      Browser browser = browser();
      assertThat(location(back(browser, provider.code(browser.asked(), email))))
          .as(email)
          .isEqualTo(LOG_IN + "no_account");
    }
  }

  @Test
  void finish_ofAnAccountWithASecondFactor_asksForThat() {
    String token = server().logIn(RUI, TestServer.PASSWORD).json().path("accessToken").asText();
    Authenticator phone = Authenticator.enrol(server(), token);
    Browser browser = browser();

    Answer answer = back(browser, provider.code(browser.asked(), RUI));

    assertThat(location(answer)).startsWith(LOG_IN + "second#");
    assertThat(answer.headers().get("set-cookie")).doesNotContain("tombo_refresh");
    String second = location(answer).substring((LOG_IN + "second#").length());
    String json = "{\"secondStep\":\"%s\",\"code\":\"%s\"}".formatted(second, phone.code(1));
    assertThat(server().send("POST", "/api/v1/sessions/second-step", json, "").status())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @MethodSource("lies")
  void finish_withAnIdTokenThatLies_isRefused(
      String lie, String outcome, UnaryOperator<JWTClaimsSet.Builder> change) {
    Browser browser = browser();
    String code =
        provider.code(
            browser.asked(), Signed.RIGHT, claims -> change.apply(claims.claim("email", RUI)));

    assertRefused(back(browser, code), outcome);
  }

  private static Stream<Arguments> lies() {
    return Stream.of(
        lie("nonce of another", "refused", claims -> claims.claim("nonce", "x")),
        lie("no nonce", "refused", claims -> claims.claim("nonce", null)),
        lie("for another client", "refused", claims -> claims.audience("another")),
        lie("of another issuer", "refused", claims -> claims.issuer("https://evil.example")),
        lie("expired", "refused", claims -> claims.expirationTime(ago(3600))),
        lie("without an end", "refused", claims -> claims.expirationTime(null)),
        lie("not verified", "unverified", claims -> claims.claim("email_verified", false)),
        lie("verified in words", "unverified", claims -> claims.claim("email_verified", "true")),
        lie("not said to be", "unverified", claims -> claims.claim("email_verified", null)),
        lie("of nobody", "unverified", claims -> claims.claim("email", null)));
  }

  private static Arguments lie(
      String lie, String outcome, UnaryOperator<JWTClaimsSet.Builder> change) {
    return Arguments.of(lie, outcome, change);
  }

  private static Date ago(long seconds) {
    return Date.from(Instant.now().minusSeconds(seconds));
  }

  @ParameterizedTest
  @EnumSource(names = "RIGHT", mode = EnumSource.Mode.EXCLUDE)
  void finish_withAnIdTokenThatIsNotSignedByTheProvider_isRefused(Signed signed) {
    Browser browser = browser();
    String code = provider.code(browser.asked(), signed, claims -> claims.claim("email", RUI));

    assertRefused(back(browser, code), "refused");
  }

  @Test
  void finish_withAnothersStateOrCode_isRefused() {
    Browser mine = browser();
    Browser anothers = browser();

    assertRefused(
        back(mine.cookie(), anothers.state(), provider.code(mine.asked(), RUI)), "refused");
    assertRefused(back("", mine.state(), provider.code(mine.asked(), RUI)), "refused");
    assertRefused(back(mine.cookie(), "", provider.code(mine.asked(), RUI)), "refused");
    assertRefused(
        back(mine.cookie(), mine.state(), provider.code(anothers.asked(), RUI)), "refused");
    assertRefused(back(mine.cookie(), mine.state(), ""), "refused");
  }

  @Test
  void finish_withACodeThatWasUsed_isRefused() {
    Browser browser = browser();
    String code = provider.code(browser.asked(), RUI);
    assertThat(location(back(browser, code))).isEqualTo(LOG_IN + "done");

    assertRefused(back(browser, code), "refused");
  }

  @Test
  void finish_guessedTooOften_hasToWait() {
    Browser browser = browser();
    for (int i = 0; i < 5; i++) {
      assertRefused(back(browser, "guess" + i), "refused");
    }

    assertRefused(back(browser, provider.code(browser.asked(), RUI)), "later");
  }

  @Test
  void begin_whileTheProviderIsAway_saysSo() {
    provider.close();

    assertThat(location(server().send(server().request(PATH)))).isEqualTo(LOG_IN + "unreachable");
  }

  @Test
  void settings_withSignUpOrInTheClear_areRefused() {
    OidcSettings oidc =
        new OidcSettings(URI.create("https://a.example"), "c", "s", "SSO", Set.of(), false);

    assertThatThrownBy(() -> ServerConfig.builder(data).oidc(oidc).signUp(true).build())
        .hasMessageContaining("sign-up");
    assertThatThrownBy(
            () -> new OidcSettings(URI.create("http://a.example"), "c", "s", "S", Set.of(), false))
        .hasMessage("not https");
    assertThat(oidc).asString().doesNotContain("secret");
  }

  private TestServer server() {
    return Objects.requireNonNull(started);
  }

  private Browser browser() {
    Answer answer = server().send(server().request(PATH));
    assertThat(answer.status()).isEqualTo(303);
    String cookie = answer.headers().getOrDefault("set-cookie", "");
    return new Browser(URI.create(location(answer)), cookie.split(";", 2)[0]);
  }

  private Answer back(Browser browser, String code) {
    return back(browser.cookie(), browser.state(), code);
  }

  private Answer back(String cookie, String state, String code) {
    Answer answer =
        server()
            .send(
                server()
                    .request(PATH + "/callback?code=" + code + "&state=" + state)
                    .header("Cookie", cookie.isEmpty() ? "other=1" : cookie));
    assertThat(answer.status()).isEqualTo(303);
    return answer;
  }

  private static String location(Answer answer) {
    return answer.headers().getOrDefault("location", "");
  }

  private static void assertRefused(Answer answer, String outcome) {
    assertThat(location(answer)).isEqualTo(LOG_IN + outcome);
    assertThat(answer.headers().get("set-cookie")).startsWith("tombo_oidc=;");
  }

  /** Whose session the refresh cookie of an answer is of. */
  private String meOf(Answer answer) {
    String cookie = answer.headers().getOrDefault("set-cookie", "").split(";", 2)[0];
    assertThat(cookie).startsWith("tombo_refresh=");
    Answer refreshed =
        server()
            .send(
                server()
                    .request("/api/v1/sessions/refresh")
                    .header("Cookie", cookie)
                    .POST(BodyPublishers.noBody()));
    String token = refreshed.json().path("accessToken").asText();
    return server().get("/api/v1/me", token).json().at("/account/email").asText();
  }
}
