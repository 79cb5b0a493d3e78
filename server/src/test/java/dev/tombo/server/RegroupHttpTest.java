// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Merging and splitting by hand, histories, and rules of a project's grouping. */
final class RegroupHttpTest {
  private static final String ISSUES = "/api/v1/issues";
  private static final String RULES = "/api/v1/projects/1/grouping-rules";

  private TestServer server;

  @BeforeEach
  void start(@TempDir Path data) {
    server = TestServer.start(data);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private void thrown(String type, String message, String method) {
    String fields =
        """
        "exceptions":[{"type":"%s","message":"%s","frames":[{"class":"com.acme.A","method":"%s"}]}]"""
            .formatted(type, message, method);
    assertThat(server.post(Samples.batch(Samples.event(Samples.newId(), fields))).status())
        .isEqualTo(200);
  }

  private Map<String, Long> counts() {
    Map<String, Long> counts = new TreeMap<>();
    for (JsonNode item : server.get(ISSUES).json().path("items")) {
      counts.put(item.path("id").asText(), item.path("count").asLong());
    }
    return counts;
  }

  private Answer post(String path, String json) {
    return server.send("POST", path, json, server.accessToken());
  }

  private List<String> fingerprints(String issue) {
    List<String> values = new ArrayList<>();
    server
        .get(ISSUES + "/" + issue)
        .json()
        .at("/grouping/fingerprints")
        .forEach(one -> values.add(one.asText()));
    return values;
  }

  @Test
  void merge_splitAndUndo_byHand() {
    thrown("a.A", "x", "f");
    thrown("a.B", "x", "g");
    thrown("a.C", "x", "h");

    Answer merged = post(ISSUES + "/1-1/merge", "{\"ids\":[\"1-2\",\"1-3\",\"1-1\"]}");

    assertThat(merged.status()).as(merged.body()).isEqualTo(200);
    assertThat(merged.json().path("count").asLong()).isEqualTo(3);
    assertThat(counts()).isEqualTo(Map.of("1-1", 3L));
    assertThat(server.get(ISSUES + "/1-2").status()).isEqualTo(404);
    thrown("a.B", "x", "g");
    assertThat(counts()).isEqualTo(Map.of("1-1", 4L));

    String third = fingerprints("1-1").get(2);
    Answer split = post(ISSUES + "/1-1/split", "{\"fingerprints\":[\"" + third + "\"]}");
    assertThat(split.status()).as(split.body()).isEqualTo(201);
    assertThat(split.json().path("id").asText()).isEqualTo("1-4");
    assertThat(split.json().path("title").asText()).isEqualTo("a.C: x");
    assertThat(split.json().path("culprit").asText()).isEqualTo("com.acme.A.h");
    assertThat(counts()).isEqualTo(Map.of("1-1", 3L, "1-4", 1L));

    JsonNode history = server.get(ISSUES + "/1-1/activity").json().path("items");
    assertThat(history.at("/0/kind").asText()).isEqualTo("split");
    assertThat(history.at("/0/detail/issue").asText()).isEqualTo("1-4");
    assertThat(history.at("/0/account").asText()).isEqualTo("ana");
    assertThat(history.at("/1/kind").asText()).isEqualTo("merged");
    assertThat(history.at("/2/undoable").asBoolean()).isFalse();
    assertThat(undo(history.at("/1/id").asText()).status()).isEqualTo(409);
    assertThat(undo(history.at("/0/id").asText()).status()).isEqualTo(200);
    assertThat(undo(history.at("/1/id").asText()).status()).isEqualTo(200);
    assertThat(counts()).isEqualTo(Map.of("1-1", 1L, "1-2", 2L, "1-3", 1L));
    assertThat(undo(history.at("/1/id").asText()).status()).isEqualTo(409);
    assertThat(undo(history.at("/2/id").asText()).status()).isEqualTo(404);
  }

  private Answer undo(String activity) {
    return post(ISSUES + "/1-1/activity/" + activity + "/undo", "");
  }

  @Test
  void merge_whatCannotBe_isRefusedByName() {
    thrown("a.A", "x", "f");

    assertThat(post(ISSUES + "/1-1/merge", "{\"ids\":[\"1-9\"]}").status()).isEqualTo(404);
    assertThat(post(ISSUES + "/1-1/merge", "{\"ids\":[\"2-1\"]}").detail()).startsWith("ids:");
    assertThat(post(ISSUES + "/1-1/merge", "{\"ids\":[]}").detail()).startsWith("ids:");
    String own = fingerprints("1-1").getFirst();
    Answer all = post(ISSUES + "/1-1/split", "{\"fingerprints\":[\"" + own + "\"]}");
    assertThat(all.status()).isEqualTo(400);
    assertThat(all.detail()).startsWith("fingerprints:");
  }

  @Test
  void rules_ofAProject_judgeEventsAndMergeWhatBecomesOne() {
    thrown("a.A", "over the limit", "f");
    thrown("a.B", "over the limit", "g");
    thrown("a.C", "other", "h");
    String rules =
        """
        {"rules":[{"match":{"message":"*limit*"},"fingerprint":["limit"],"title":"Over the limit"}]}""";

    Answer preview = post(RULES + "/preview", "{\"rules\":" + rules + "}");

    assertThat(preview.status()).as(preview.body()).isEqualTo(200);
    assertThat(preview.json().path("merges").toString())
        .isEqualTo("[{\"issues\":[\"1-1\",\"1-2\"]}]");
    assertThat(preview.json().path("splits")).isEmpty();
    assertThat(preview.json().path("examined").asLong()).isEqualTo(3);
    assertThat(counts()).hasSize(3);

    assertThat(put("0", rules).json().path("version").asText()).isEqualTo("1");
    assertThat(counts()).isEqualTo(Map.of("1-1", 2L, "1-3", 1L));
    thrown("a.D", "beyond any limit", "i");
    thrown("a.C", "other", "h");
    assertThat(counts()).isEqualTo(Map.of("1-1", 3L, "1-3", 2L));
    JsonNode explained = server.get(ISSUES + "/1-1").json().path("grouping");
    assertThat(explained.at("/explanation/0").asText()).isEqualTo("text:limit");
    assertThat(put("0", rules).status()).isEqualTo(409);
    assertThat(server.get(RULES).json().at("/rules/rules/0/title").asText())
        .isEqualTo("Over the limit");
  }

  @Test
  void rules_bySwitch_splitAndKeepTheIssueOfMost() {
    thrown("a.A", "Incorrect password", "check");
    thrown("a.A", "Attempt limit exceeded", "check");
    thrown("a.A", "Attempt limit exceeded", "check");
    assertThat(counts()).isEqualTo(Map.of("1-1", 3L));
    String rules = "{\"messageCounts\":true}";

    JsonNode preview = post(RULES + "/preview", "{\"rules\":" + rules + "}").json();

    assertThat(preview.path("splits").toString()).isEqualTo("[{\"issue\":\"1-1\",\"into\":2}]");
    assertThat(preview.path("withoutBody").asLong()).isZero();
    assertThat(put("0", rules).status()).isEqualTo(200);
    thrown("a.A", "Attempt limit exceeded", "check");
    thrown("a.A", "Incorrect password", "check");
    assertThat(counts()).isEqualTo(Map.of("1-1", 4L, "1-2", 1L));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"inApp\":\"x\"}|rules: inApp:",
        "{\"ignore\":[\"\"]}|rules: ignore:",
        "{\"rules\":[{}]}|rules: rules[0].match:",
        "{\"rules\":[{\"match\":{\"nonsense\":\"x\"},\"title\":\"t\"}]}|rules: rules[0].match.nonsense:",
        "{\"rules\":[{\"match\":{\"type\":\"x\"}}]}|rules: rules[0].fingerprint:",
        "{\"rules\":[{\"match\":{\"type\":7},\"title\":\"t\"}]}|rules: rules[0].match.type:",
        "{\"messageCounts\":1}|rules: messageCounts:",
        "{\"nonsense\":1}|rules: nonsense:"
      })
  void rules_thatAreNone_areNamed(String rules, String detail) {
    Answer answer = put("0", rules);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.detail()).startsWith(detail);
  }

  private Answer put(String version, String rules) {
    String json = "{\"version\":\"" + version + "\",\"rules\":" + rules + "}";
    return server.send("PUT", RULES, json, server.accessToken());
  }
}
