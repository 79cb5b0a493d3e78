// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people do with issues, and what becomes of events after that. */
final class TriageHttpTest {
  private static final String ISSUES = "/api/v1/issues";

  private TestServer server;

  @BeforeEach
  void start(@TempDir Path data) {
    server = TestServer.start(data);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  /** Sends an event of a fault; answers its id. */
  private String send(String fault) {
    String id = Samples.newId();
    send(id, fault);
    return id;
  }

  private Answer send(String id, String fault) {
    return server.post(
        Samples.batch(Samples.event(id, "\"message\":\"m\",\"fingerprint\":[\"" + fault + "\"]")));
  }

  private List<String> list(String query) {
    List<String> ids = new ArrayList<>();
    for (JsonNode item : server.get(ISSUES + "?" + query).json().path("items")) {
      ids.add(item.path("id").asText() + " " + item.path("count").asText());
    }
    return ids;
  }

  private List<String> bulk(String action, String... ids) {
    String json =
        "{\"ids\":[\"%s\"],\"action\":\"%s\"}".formatted(String.join("\",\"", ids), action);
    Answer answer = server.send("POST", ISSUES + "/bulk", json, server.accessToken());
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    List<String> results = new ArrayList<>();
    for (JsonNode result : answer.json().path("results")) {
      results.add(result.path("id").asText() + " " + result.path("outcome").asText());
    }
    return results;
  }

  @Test
  void bulk_onManyIds_answersEachInOrder() {
    send("a");
    send("b");

    assertThat(bulk("archive", "1-2", "1-9", "x", "1-1", "2-1", "1-2"))
        .containsExactly(
            "1-2 done",
            "1-9 not_found",
            "x not_found",
            "1-1 done",
            "2-1 not_found",
            "1-2 unchanged");
    assertThat(list("")).isEmpty();
    assertThat(list("status=archived")).containsExactlyInAnyOrder("1-1 1", "1-2 1");
    assertThat(bulk("archive", "1-1")).containsExactly("1-1 unchanged");
    assertThat(bulk("unresolve", "1-1", "1-2")).containsExactly("1-1 done", "1-2 done");
    assertThat(list("status=unresolved")).hasSize(2);
  }

  @Test
  void event_ofArchivedIssue_isCountedAndLeavesItArchived() {
    send("a");
    bulk("archive", "1-1");

    send("a");

    assertThat(list("")).isEmpty();
    assertThat(list("status=archived")).containsExactly("1-1 2");
  }

  @Test
  void event_ofResolvedIssue_reopensItAndADuplicateDoesNot() {
    String id = send("a");
    bulk("resolve", "1-1");

    assertThat(send(id, "a").receipt()).isEqualTo("0 accepted, 1 duplicates");
    assertThat(list("status=resolved")).containsExactly("1-1 1");
    send("a");
    assertThat(list("status=unresolved")).containsExactly("1-1 2");
  }

  @Test
  void event_ofDeletedIssue_makesANewOneAndAReplayIsADuplicate() {
    String id = send("a");
    send("a");
    assertThat(bulk("delete", "1-1", "1-1")).containsExactly("1-1 done", "1-1 not_found");

    assertThat(server.get(ISSUES + "/1-1").status()).isEqualTo(404);
    assertThat(server.event(id).status()).isEqualTo(404);
    assertThat(list("status=archived")).isEmpty();
    assertThat(send(id, "a").receipt()).isEqualTo("0 accepted, 1 duplicates");
    assertThat(list("")).isEmpty();
    send("a");
    assertThat(list("")).containsExactly("1-2 1");
  }

  @Test
  void repeat_ofEventOfDeletedIssue_standsAlone() {
    String id = send("a");
    bulk("delete", "1-1");

    String alone = ",\"count\":4,\"event\":{\"message\":\"m\",\"fingerprint\":[\"a\"]}";
    String repeats =
        "{\"events\":[],\"repeats\":[%s,%s]}"
            .formatted(
                Samples.repeat(Samples.newId(), id, alone),
                Samples.repeat(Samples.newId(), id, ",\"count\":3"));

    assertThat(server.post(repeats).receipt())
        .isEqualTo("1 accepted, 0 duplicates, 1 unknown_event");
    assertThat(list("")).containsExactly("1-2 4");
  }

  @Test
  void patch_status_answersTheIssue() {
    send("a");

    Answer answer = server.patch(ISSUES + "/1-1", "{\"status\":\"resolved\"}");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().path("status").asText()).isEqualTo("resolved");
    assertThat(answer.json().path("latestEvent").path("message").asText()).isEqualTo("m");
    JsonNode grouping = answer.json().path("grouping");
    assertThat(grouping.path("version").asText()).isEqualTo("v1");
    assertThat(grouping.path("fingerprints")).hasSize(1);
    assertThat(grouping.path("explanation").path(0).asText()).isEqualTo("text:a");
    assertThat(server.patch(ISSUES + "/1-1", "{\"status\":\"resolved\"}").status()).isEqualTo(200);
    assertThat(server.patch(ISSUES + "/1-7", "{\"status\":\"resolved\"}").status()).isEqualTo(404);
  }

  @Test
  void delete_issue_isGone() {
    send("a");

    assertThat(server.send("DELETE", ISSUES + "/1-1", "", server.accessToken()).status())
        .isEqualTo(204);
    assertThat(server.send("DELETE", ISSUES + "/1-1", "", server.accessToken()).status())
        .isEqualTo(404);
    assertThat(list("")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "PATCH | /api/v1/issues/1-1  | {'status':'open'}                  | status",
        "PATCH | /api/v1/issues/1-1  | {'status':7}                       | status",
        "PATCH | /api/v1/issues/1-1  | {}                                 | status",
        "PATCH | /api/v1/issues/1-1  | {'status':'resolved','title':'x'}  | title",
        "POST  | /api/v1/issues/bulk | {'ids':['1-1'],'action':'burn'}    | action",
        "POST  | /api/v1/issues/bulk | {'ids':['1-1']}                    | action",
        "POST  | /api/v1/issues/bulk | {'ids':[],'action':'delete'}       | ids",
        "POST  | /api/v1/issues/bulk | {'ids':'1-1','action':'delete'}    | ids",
        "POST  | /api/v1/issues/bulk | {'ids':[11],'action':'delete'}     | ids",
        "POST  | /api/v1/issues/bulk | {'ids':['1-1'],'action':'x','a':1} | a",
      })
  void change_badField_isNamed(String method, String path, String json, String name) {
    send("a");

    Answer answer = server.send(method, path, json.replace('\'', '"'), server.accessToken());

    assertThat(answer.status()).as(answer.body()).isEqualTo(400);
    assertThat(answer.detail()).startsWith(name + ":");
    assertThat(list("status=unresolved")).containsExactly("1-1 1");
  }

  @Test
  void stats_ofIssue_areZeroFilledAndEndNow() {
    send("a");
    send("a");

    JsonNode hours = server.get(ISSUES + "/1-1/stats").json().path("points");
    JsonNode days = server.get(ISSUES + "/1-1/stats?interval=day").json().path("points");

    assertThat(hours).hasSize(24);
    assertThat(days).hasSize(30);
    // The second event may have come after the hour.
    assertThat(hours.path(22).path("count").asInt() + hours.path(23).path("count").asInt())
        .isEqualTo(2);
    assertThat(hours.path(0).path("count").asInt()).isZero();
    assertThat(hours.path(0).path("at").asText()).matches(".*T\\d\\d:00:00Z");
    assertThat(days.path(29).path("at").asText()).endsWith("T00:00:00Z");
    String span = "?since=2026-01-01T00:00:00Z&until=2026-01-02T00:00:00Z";
    assertThat(server.get(ISSUES + "/1-1/stats" + span).json().path("points")).hasSize(24);
    String day = span + "&interval=day";
    assertThat(server.get(ISSUES + "/1-1/stats" + day).json().path("points")).hasSize(1);
  }

  @Test
  void stats_ofSeveral_areThoseOfEach() {
    send("a");
    send("a");
    send("b");

    JsonNode answer = server.get(ISSUES + "/stats?ids=1-2,1-1,99-1,1-77,1-2&interval=day").json();

    assertThat(answer.path("items").findValuesAsText("id")).containsExactly("1-2", "1-1", "1-77");
    for (JsonNode item : answer.path("items")) {
      List<String> counts = new ArrayList<>();
      item.path("counts").forEach(count -> counts.add(count.asText()));
      assertThat(counts).hasSize(30);
      int total = counts.stream().mapToInt(Integer::parseInt).sum();
      assertThat(total)
          .isEqualTo(Map.of("1-1", 2, "1-2", 1).getOrDefault(item.path("id").asText(), 0));
    }
    assertThat(answer.path("since").asText()).endsWith("T00:00:00Z");
    assertThat(server.get(ISSUES + "/stats").json().path("items")).isEmpty();
    String tooMany =
        IntStream.rangeClosed(1, 101).mapToObj(n -> "1-" + n).collect(Collectors.joining(","));
    assertThat(server.get(ISSUES + "/stats?ids=" + tooMany).detail()).startsWith("ids:");
  }
}
