// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tombo.server.model.Role;
import dev.tombo.server.store.Store;
import dev.tombo.server.store.jdbc.JdbcStore;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is held of a person, asked for and erased over HTTP. */
class PersonsHttpTest {
  private static final String ERASURES = "/api/v1/projects/1/erasures";
  private static final String EVENTS = "/api/v1/projects/1/person-events";
  private static final String EVA = "{\"userId\":\"eva-7\",\"email\":\"Eva@example.com\"}";

  private final String byId = Samples.newId();
  private final String byEmail = Samples.newId();
  private final String others = Samples.newId();
  private final String batch =
      Samples.batch(
          Samples.event(byId, "\"message\":\"lost it\",\"user\":{\"id\":\"eva-7\"}"),
          Samples.event(
              byEmail,
              "\"message\":\"no mail\",\"tags\":{\"region\":\"eu\"},\"breadcrumbs\":"
                  + "[{\"message\":\"GET /?q=eva%40example.com\"}]"),
          Samples.event(others, "\"message\":\"lost it\",\"user\":{\"id\":\"eva-77\"}"));

  @TempDir private Path data = Path.of("");
  private TestServer server;

  @BeforeEach
  void start() {
    server = TestServer.start(data);
    assertThat(server.post(batch).receipt()).isEqualTo("3 accepted, 0 duplicates");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private Answer ask(String path, String json) {
    return server.send("POST", path, json, server.accessToken());
  }

  private JsonNode untilDone(String erasure) {
    JsonNode shown = server.get(ERASURES + "/" + erasure).json();
    while (!shown.path("status").asText().equals("done")) {
      Thread.onSpinWait();
      shown = server.get(ERASURES + "/" + erasure).json();
    }
    return shown;
  }

  private List<String> told() {
    return Stream.of("erasure_started", "erasure_finished", "person_exported")
        .flatMap(
            action ->
                server
                    .get("/api/v1/audit?action=" + action)
                    .json()
                    .path("items")
                    .findValuesAsText("detail")
                    .stream()
                    .map(detail -> action + " " + detail))
        .toList();
  }

  @Test
  void erasure_thatAServerLeft_isFinishedByTheNext() {
    Answer begun = ask(ERASURES, EVA);
    assertThat(begun.status()).isEqualTo(201);
    assertThat(begun.json().path("knownBy").toString()).isEqualTo("[\"userId\",\"email\"]");
    server.close();
    server = TestServer.start(data);

    JsonNode done = untilDone(begun.json().path("id").asText());

    assertThat(done.path("erased").asInt()).isEqualTo(2);
    assertThat(done.path("stage").asText()).isEqualTo("done");
    assertThat(server.event(byId).status()).isEqualTo(404);
    assertThat(server.event(byEmail).status()).isEqualTo(404);
    assertThat(server.event(others).status()).isEqualTo(200);
    Answer issues = server.get("/api/v1/issues");
    assertThat(issues.body()).contains("lost it", "[erased]").doesNotContain("no mail");
    assertThat(issues.json().path("items").findValuesAsText("count"))
        .containsExactlyInAnyOrder("2", "1");
    for (JsonNode issue : issues.json().path("items")) {
      assertThat(server.get("/api/v1/issues/" + issue.path("id").asText()).status()).isEqualTo(200);
    }
    assertThat(told())
        .containsExactly("erasure_started by userId, email", "erasure_finished 2 events");
  }

  @Test
  void erasure_again_findsNothingMoreAndNothingComesBack() {
    untilDone(ask(ERASURES, EVA).json().path("id").asText());

    JsonNode again = untilDone(ask(ERASURES, EVA).json().path("id").asText());

    assertThat(again.path("erased").asInt()).isZero();
    assertThat(server.get(ERASURES).json().path("items")).hasSize(2);
    assertThat(server.get(ERASURES).body()).doesNotContainIgnoringCase("eva");
    assertThat(server.post(batch).receipt()).isEqualTo("0 accepted, 3 duplicates");
    assertThat(ask(EVENTS, EVA).body()).isEmpty();
  }

  @Test
  void export_ofAPerson_isTheirEventsAndIsTold() {
    Answer export = ask(EVENTS, EVA);

    assertThat(export.status()).isEqualTo(200);
    List<String> lines = export.body().lines().toList();
    assertThat(lines).hasSize(2);
    assertThat(lines).anyMatch(line -> line.equals(server.event(byId).body()));
    assertThat(lines).anyMatch(line -> line.equals(server.event(byEmail).body()));
    assertThat(told()).containsExactly("person_exported by userId, email");
  }

  @Test
  void persons_ofOthersProjects_areNotFoundAndAMembersRoleIsTooSmall() {
    String rui = server.account("rui@example.com");
    String path = ERASURES + "/" + ask(ERASURES, EVA).json().path("id").asText();
    for (int status : List.of(404, 403)) {
      assertThat(server.send("POST", ERASURES, EVA, rui).status()).isEqualTo(status);
      assertThat(server.send("POST", EVENTS, EVA, rui).status()).isEqualTo(status);
      assertThat(server.get(ERASURES, rui).status()).isEqualTo(status);
      assertThat(server.get(path, rui).status()).isEqualTo(status);
      server.member("rui@example.com", 1, Role.MEMBER);
    }
  }

  @Test
  void persons_ofAProjectThatAnAdministratorIsNoMemberOf_answer() {
    try (Store store = JdbcStore.sqlite(data.resolve("tombo.db"))) {
      long rui = store.accounts().findByEmail(own("rui@example.com")).orElseThrow().id();
      store.projects().create("theirs", rui, Instant.now());
    }

    assertThat(ask("/api/v1/projects/2/person-events", EVA).status()).isEqualTo(200);
    assertThat(ask("/api/v1/projects/2/erasures", EVA).status()).isEqualTo(201);
    assertThat(ask("/api/v1/projects/3/erasures", EVA).status()).isEqualTo(404);
  }

  private String own(String email) {
    assertThat(server.account(email)).isNotEmpty();
    return email;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"email\":\"eva\"}",
        "{\"email\":\"\"}",
        "{\"ip\":\"example.com\"}",
        "{\"ip\":\"1.2.3\"}",
        "{\"userId\":\" \"}",
        "{\"userId\":7}",
        "{\"user\":\"eva\"}"
      })
  void person_whoIsNobody_isRefused(String json) {
    assertThat(ask(ERASURES, json).status()).isEqualTo(400);
    assertThat(ask(EVENTS, json).status()).isEqualTo(400);
  }
}
