// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tombo.server.ApiScene.Target;
import dev.tombo.server.OpenApi.Operation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Asks each operation that takes ids for what is another's, alone and mixed with one's own: it is
 * not found, and stays as it is.
 */
class ForeignIdsTest {
  @TempDir private static Path data;
  private static ApiScene scene;
  private static TestServer server;
  private static Target anas;
  private static Target adas;
  private static String ada = "";

  @BeforeAll
  static void start() {
    scene = ApiScene.open(data);
    server = scene.server();
    ada = server.logIn(ApiScene.ADA, TestServer.PASSWORD).json().path("accessToken").asText();
    anas = scene.target();
    adas = scene.target(ada, Map.of());
  }

  @AfterAll
  static void stop() {
    scene.close();
  }

  @ParameterizedTest
  @MethodSource("withIds")
  void operation_withAnothersIds_findsNothingAndChangesNothing(Operation operation) {
    List<String> before = seenByAna();
    List<String> names = List.copyOf(operation.parameters("path").keySet());

    for (int mix = 1; mix < 1 << names.size(); mix++) {
      Target asked = mixed(operation, names, mix);
      var request = scene.request(operation, asked).header("Authorization", "Bearer " + ada);
      assertThat(server.send(request).status()).as("%s", asked).isEqualTo(404);
    }

    assertThat(seenByAna()).isEqualTo(before);
  }

  @Test
  void list_ofAnothersProject_isNotFound() {
    assertThat(server.get("/api/v1/issues?project=" + anas.project(), ada).status()).isEqualTo(404);
    assertThat(server.get("/api/v1/issues", ada).json().path("items")).hasSize(1);
  }

  @Test
  void search_forWhatAnotherHas_findsOnlyOnesOwn() {
    for (String query :
        List.of("search=hello", "q=hello", "q=environment:x%20hello", "level=error")) {
      Answer found = server.get("/api/v1/issues?" + query, ada);
      assertThat(found.status()).isEqualTo(200);
      assertThat(found.json().path("items"))
          .allSatisfy(
              issue -> assertThat(issue.path("id").asText()).startsWith(adas.project() + "-"));
    }
  }

  @Test
  void cursor_ofAnothersList_showsOnlyOnesOwn() {
    String other = Samples.batch(Samples.event(Samples.newId(), "\"message\":\"another fault\""));
    assertThat(server.send("POST", TestServer.EVENTS, other, anas.apiTokenValue()).status())
        .isEqualTo(200);
    String project = "/api/v1/issues?limit=1&project=" + anas.project();
    String ofAll = server.get("/api/v1/issues?limit=1").json().path("nextCursor").asText();
    String ofOne = server.get(project).json().path("nextCursor").asText();
    assertThat(List.of(ofAll, ofOne)).allSatisfy(one -> assertThat(one).isNotEmpty());

    assertThat(server.get("/api/v1/issues?cursor=" + ofAll, ada).json().path("items"))
        .allSatisfy(
            issue -> assertThat(issue.path("id").asText()).startsWith(adas.project() + "-"));
    assertThat(server.get("/api/v1/issues?cursor=" + ofOne, ada).status()).isEqualTo(404);
  }

  @Test
  void stats_ofAnothersIssues_leaveThemOut() {
    String ids = anas.issue() + "," + adas.issue();
    Answer stats = server.get("/api/v1/issues/stats?ids=" + ids, ada);

    assertThat(stats.status()).isEqualTo(200);
    assertThat(stats.body()).contains(adas.issue()).doesNotContain(anas.issue());
  }

  @Test
  void merge_ofAnothersIssueIntoOnesOwn_findsNothingAndChangesNothing() {
    List<String> before = seenByAna();
    Answer answer =
        server.send(
            "POST",
            "/api/v1/issues/" + adas.issue() + "/merge",
            "{\"ids\":[\"" + anas.issue() + "\"]}",
            ada);

    assertThat(answer.status()).isIn(400, 404);
    assertThat(seenByAna()).isEqualTo(before);
  }

  @Test
  void audit_ofThePeopleOfAll_isNotForAnOwner() {
    assertThat(server.get("/api/v1/audit", ada).status()).isEqualTo(403);
    assertThat(server.get("/api/v1/accounts", ada).status()).isEqualTo(403);
  }

  @Test
  void bulk_onAnothersIssue_findsNothingAndChangesNothing() {
    List<String> before = seenByAna();
    for (String action : List.of("archive", "resolve", "unresolve", "delete")) {
      String json = "{\"ids\":[\"" + anas.issue() + "\"],\"action\":\"" + action + "\"}";
      Answer answer = server.send("POST", "/api/v1/issues/bulk", json, ada);

      assertThat(answer.json().at("/results/0/outcome").asText()).isEqualTo("not_found");
    }

    assertThat(seenByAna()).isEqualTo(before);
  }

  private static List<Operation> withIds() {
    return OpenApi.operations().stream().filter(one -> !one.parameters("path").isEmpty()).toList();
  }

  /** Ada's ids, but Ana's where a bit is set; what has but one project takes it from that bit. */
  private static Target mixed(Operation operation, List<String> names, int mix) {
    Map<String, String> ids = new LinkedHashMap<>();
    for (int i = 0; i < names.size(); i++) {
      Target owner = (mix >> i & 1) == 1 ? anas : adas;
      ids.put(names.get(i), owner.id(operation, names.get(i)));
    }
    String id = ids.getOrDefault("id", "");
    return new Target(
        ids.getOrDefault("project", ""),
        ids.getOrDefault("token", ""),
        "",
        id,
        ids.getOrDefault("event", ""),
        id,
        ids.getOrDefault("invitation", ""),
        ids.getOrDefault("account", ""),
        ids.getOrDefault("activity", ""),
        id,
        ids.getOrDefault("erasure", ""));
  }

  /** All that Ana reads of hers. */
  private static List<String> seenByAna() {
    List<String> bodies = new ArrayList<>();
    for (Operation operation : withIds()) {
      if (operation.method().equals("GET")) {
        var request =
            scene
                .request(operation, anas)
                .header("Authorization", "Bearer " + server.accessToken());
        Answer answer = server.send(request);
        assertThat(answer.status()).isEqualTo(200);
        bodies.add(answer.body());
      }
    }
    bodies.add(server.get("/api/v1/me/tokens").body());
    bodies.add(server.get("/api/v1/me/sessions").body());
    return bodies;
  }
}
