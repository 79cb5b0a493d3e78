// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tombo.server.model.PublicUrl;
import dev.tombo.server.model.Role;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lets people in by sign-up and by invitation, and keeps everybody else out. */
final class GettingInHttpTest {
  private static final String ADDRESS = "https://errors.example.com/base";
  private static final String INVITATIONS = "/api/v1/projects/1/invitations";
  private static final String RUI = "rui@example.com";
  private static final String EVA = "eva@example.com";

  @TempDir Path data = Path.of("");
  private @Nullable TestServer started;

  @BeforeEach
  void start() {
    started = TestServer.start(data, config -> config.publicUrl(PublicUrl.parse(ADDRESS)));
  }

  @AfterEach
  void stop() {
    server().close();
  }

  @Test
  void signUp_asItIsUsual_isClosedAndSaysSo() {
    Answer answer = signUp(RUI, "battery staple", "");

    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.detail()).startsWith("sign-up is closed here");
    assertThat(logIn(RUI, "battery staple")).isEqualTo(401);
    assertThat(waysIn(server())).isEqualTo("false false");
  }

  @Test
  void signUp_whereOpen_makesAnAccountWithoutAProject(@TempDir Path other) {
    try (TestServer open = TestServer.start(other, config -> config.signUp(true))) {
      assertThat(waysIn(open)).isEqualTo("false true");
      String json = "{\"email\":\"Rui@Example.com\",\"password\":\"battery staple\"}";

      Answer answer = open.send("POST", "/api/v1/accounts", json, "");

      assertThat(answer.body()).isEqualTo("{\"email\":\"rui@example.com\",\"name\":\"rui\"}");
      String rui = open.logIn(RUI, "battery staple").json().path("accessToken").asText();
      assertThat(open.get("/api/v1/me", rui).json().at("/account/admin").asBoolean()).isFalse();
      assertThat(open.get("/api/v1/me", rui).json().path("projects")).isEmpty();
    }
  }

  @Test
  void signUp_ofATakenAddress_isAnsweredAlikeAndChangesNothing(@TempDir Path other) {
    try (TestServer open = TestServer.start(other, config -> config.signUp(true))) {
      Answer taken = signUp(open, TestServer.EMAIL, "battery staple", "");
      Answer free = signUp(open, RUI, "battery staple", "");

      assertThat(taken.status()).isEqualTo(free.status()).isEqualTo(201);
      assertThat(taken.body()).isEqualTo(free.body().replace("rui", "ana"));
      assertThat(open.logIn(TestServer.EMAIL, "battery staple").status()).isEqualTo(401);
      assertThat(open.logIn(TestServer.EMAIL, TestServer.PASSWORD).status()).isEqualTo(200);
    }
  }

  @Test
  void accounts_forAnAdministrator_areListedInPages() {
    assertThat(server().account(RUI)).isNotEmpty();

    JsonNode first = server().get("/api/v1/accounts?limit=1").json();
    assertThat(first.at("/items/0/email").asText()).isEqualTo(TestServer.EMAIL);
    assertThat(first.at("/items/0/admin").asBoolean()).isTrue();
    JsonNode second =
        server().get("/api/v1/accounts?limit=1&cursor=" + first.path("nextCursor").asText()).json();
    assertThat(second.path("items")).hasSize(1);
    assertThat(second.at("/items/0/email").asText()).isEqualTo(RUI);
    assertThat(second.at("/items/0/admin").asBoolean()).isFalse();
    assertThat(second.path("nextCursor").isNull()).isTrue();
  }

  @Test
  void signUp_again_hasToWaitAlikeForTakenAndFreeAddresses(@TempDir Path other) {
    try (TestServer open = TestServer.start(other, config -> config.signUp(true))) {
      for (String email : List.of(TestServer.EMAIL, RUI)) {
        for (int i = 0; i < 5; i++) {
          assertThat(signUp(open, email, "battery staple", "").status()).isEqualTo(201);
        }
        assertThat(signUp(open, email, "battery staple", "").status()).isEqualTo(429);
      }
    }
  }

  @Test
  void signUp_beforeTheFirstAccount_isClosed(@TempDir Path other) {
    ServerConfig config = ServerConfig.builder(other).signUp(true).build();
    try (TestServer empty = TestServer.startEmpty(config)) {
      assertThat(waysIn(empty)).isEqualTo("true false");
      assertThat(signUp(empty, RUI, "battery staple", "").status()).isEqualTo(403);
      assertThat(waysIn(empty)).isEqualTo("true false");
    }
  }

  @Test
  void password_thatIsGuessedFirst_isRefusedWhereverItIsSet() {
    String token = invite("{\"role\":\"member\"}");
    String change =
        "{\"oldPassword\":\"" + TestServer.PASSWORD + "\",\"newPassword\":\"Password1\"}";
    String reset = "{\"token\":\"0\",\"password\":\"Password1\"}";

    assertThat(signUp(RUI, "Password1", token).detail())
        .isEqualTo("password: one of those that are guessed first");
    assertThat(asAna("/api/v1/me/password", change).detail()).startsWith("newPassword: one of");
    assertThat(asAna("/api/v1/password-resets/redeem", reset).detail())
        .startsWith("password: one of");
    assertThat(find(token).status()).as("the invitation stays").isEqualTo(200);
  }

  @Test
  void invitation_byItsLink_makesAnAccountOnce() {
    Answer made = asAna(INVITATIONS, "{\"role\":\"viewer\"}");
    String link = made.json().path("link").asText();
    assertThat(link).matches("https://errors\\.example\\.com/base/invitation#[0-9a-f]{40}");
    String token = link.substring(link.indexOf('#') + 1);
    Answer offer = find(token);
    assertThat(offer.json().path("project").asText()).isEqualTo("shop");
    assertThat(offer.json().path("role").asText()).isEqualTo("viewer");
    assertThat(offer.json().path("invitedBy").asText()).isEqualTo("ana");
    assertThat(server().get(INVITATIONS).body()).contains("viewer").doesNotContain(token);

    assertThat(signUp(RUI, "battery staple", token).status()).isEqualTo(201);

    String rui = accessToken(RUI);
    assertThat(server().get("/api/v1/me", rui).json().at("/projects/0/role").asText())
        .isEqualTo("viewer");
    assertGone(token);
    assertThat(server().get(INVITATIONS).json().path("items")).isEmpty();
    assertThat(logIn(EVA, "battery staple")).isEqualTo(401);
  }

  @Test
  void invitation_forWhomHasAnAccount_isAcceptedByLoggingInOnly() {
    String eva = server().account(EVA);
    String token = invite("{\"role\":\"owner\"}");

    assertThat(signUp(EVA, "battery staple", token).status()).as("alike").isEqualTo(201);
    assertThat(logIn(EVA, "battery staple")).isEqualTo(401);
    assertThat(find(token).status()).isEqualTo(200);
    Answer accepted = accept(token, eva);

    assertThat(accepted.status()).as(accepted.body()).isEqualTo(201);
    assertThat(accepted.json().path("role").asText()).isEqualTo("owner");
    assertThat(server().get("/api/v1/projects/1", eva).status()).isEqualTo(200);
    assertGone(token);
  }

  @Test
  void invitation_forAnAddress_isOnlyThatPersons() {
    String eva = server().account(EVA);
    String token = invite("{\"role\":\"member\",\"email\":\" RUI@example.com\"}");
    assertThat(find(token).json().path("email").asText()).isEqualTo(RUI);

    assertThat(accept(token, eva).status()).isEqualTo(403);
    assertThat(signUp("leo@example.com", "battery staple", token).status()).isEqualTo(403);
    assertThat(signUp(RUI, "battery staple", token).status()).isEqualTo(201);

    assertThat(server().get("/api/v1/projects/1", eva).status()).isEqualTo(404);
    assertThat(server().get("/api/v1/projects/1", accessToken(RUI)).status()).isEqualTo(200);
    assertThat(asAna(INVITATIONS, "{\"role\":\"member\",\"email\":\"rui\"}").detail())
        .isEqualTo("email: not an e-mail address");
  }

  @Test
  void invitation_shownToAMember_staysOpen() {
    String token = invite("{\"role\":\"viewer\"}");

    assertThat(accept(token, server().accessToken()).status()).isEqualTo(409);

    assertThat(find(token).status()).isEqualTo(200);
    assertThat(server().get("/api/v1/projects/1").json().path("role").asText()).isEqualTo("owner");
  }

  @Test
  void invitation_revokedOrOfADeletedProject_isGone() {
    Answer revoked = asAna(INVITATIONS, "{\"role\":\"member\"}");
    String path = INVITATIONS + "/" + revoked.json().path("id").asText();
    String deleted = invite("{\"role\":\"member\"}");

    assertThat(server().send("DELETE", path, "", server().accessToken()).status()).isEqualTo(204);
    assertGone(token(revoked));
    assertThat(server().send("DELETE", "/api/v1/projects/1", "", server().accessToken()).status())
        .isEqualTo(204);
    assertGone(deleted);
  }

  @Test
  void invitation_acceptedByTwoAtOnce_letsOneIn() throws Exception {
    String token = invite("{\"role\":\"member\"}");
    List<String> people = new ArrayList<>();
    for (String email : List.of(RUI, EVA, "leo@example.com")) {
      people.add(server().account(email));
    }
    List<Future<Answer>> calls = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      people.forEach(person -> calls.add(threads.submit(() -> accept(token, person))));
    }
    List<Integer> statuses = new ArrayList<>();
    for (Future<Answer> call : calls) {
      statuses.add(call.get().status());
    }

    assertThat(statuses).containsExactlyInAnyOrder(201, 404, 404);
    assertThat(server().get("/api/v1/projects/1/members").json().path("items")).hasSize(2);
  }

  @Test
  void invitation_guessed_hasToWait() {
    for (int i = 0; i < 5; i++) {
      assertThat(find(Integer.toString(i)).status()).isEqualTo(404);
    }

    assertThat(find("5").status()).isEqualTo(429);
    assertThat(signUp(RUI, "battery staple", "6").status()).isEqualTo(429);
  }

  @Test
  void members_changedByAnOwner_areSo() {
    String rui = server().account(RUI);
    server().member(RUI, 1, Role.MEMBER);
    String path = "/api/v1/projects/1/members/2";
    assertThat(server().get("/api/v1/projects/1/members", rui).json().path("items")).hasSize(2);

    assertThat(
            server().send("DELETE", path.replace("/2", "/1"), "", server().accessToken()).status())
        .isEqualTo(409);
    Answer changed = server().patch(path, "{\"role\":\"owner\"}");
    assertThat(changed.body())
        .isEqualTo(
            "{\"account\":\"2\",\"email\":\"rui@example.com\",\"name\":\"rui\",\"role\":\"owner\"}");
    assertThat(server().send("DELETE", path.replace("/2", "/1"), "", rui).status()).isEqualTo(204);

    assertThat(server().get("/api/v1/projects/1").status()).isEqualTo(404);
    assertThat(server().send("PATCH", path, "{\"role\":\"member\"}", rui).status()).isEqualTo(409);
    assertThat(server().get("/api/v1/projects/1/members/9", rui).status()).isEqualTo(405);
  }

  private TestServer server() {
    return Objects.requireNonNull(started);
  }

  private static String waysIn(TestServer server) {
    Answer answer = server.send(server.request("/api/v1/setup"));
    return answer.json().path("needed").asText() + " " + answer.json().path("signUp").asText();
  }

  private String invite(String json) {
    return token(asAna(INVITATIONS, json));
  }

  private static String token(Answer invited) {
    assertThat(invited.status()).as(invited.body()).isEqualTo(201);
    String link = invited.json().path("link").asText();
    return link.substring(link.indexOf('#') + 1);
  }

  private Answer find(String token) {
    return asAna("/api/v1/invitations/lookup", "{\"invitation\":\"" + token + "\"}");
  }

  private Answer accept(String token, String person) {
    String json = "{\"invitation\":\"" + token + "\"}";
    return server().send("POST", "/api/v1/me/invitations", json, person);
  }

  private Answer signUp(String email, String password, String token) {
    return signUp(server(), email, password, token);
  }

  private static Answer signUp(TestServer at, String email, String password, String token) {
    String invitation = token.isEmpty() ? "" : ",\"invitation\":\"" + token + "\"";
    String json = "{\"email\":\"%s\",\"password\":\"%s\"%s}".formatted(email, password, invitation);
    return at.send("POST", "/api/v1/accounts", json, "");
  }

  private void assertGone(String token) {
    Answer answer = find(token);
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.json().path("type").asText()).isEqualTo("/problems/link-not-valid");
    assertThat(signUp("late@example.com", "battery staple", token).status()).isEqualTo(404);
  }

  private String accessToken(String email) {
    return server().logIn(email, "battery staple").json().path("accessToken").asText();
  }

  private int logIn(String email, String password) {
    return server().logIn(email, password).status();
  }

  private Answer asAna(String path, String json) {
    return server().send("POST", path, json, server().accessToken());
  }
}
