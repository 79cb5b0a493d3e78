// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a project says of its secrets, from the request that says it to what is read back. */
class ScrubbingHttpTest {
  private static final String PATH = "/api/v1/projects/1/scrubbing-rules";
  private static final String[] HEADERS = {
    "Content-Type", TestServer.JSON, "Authorization", "Bearer " + TestServer.TOKEN
  };
  private static final String CPF = "529.982.247-25";

  @TempDir private Path data = Path.of("");
  private TestServer server;

  @BeforeEach
  void start() {
    server = TestServer.start(data);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private Answer put(String version, String rules) {
    String json = "{\"version\":\"%s\",\"rules\":%s}".formatted(version, rules);
    return server.send("PUT", PATH, json, server.accessToken());
  }

  private String stored(String fields) {
    String id = Samples.newId();
    assertThat(server.post(Samples.batch(Samples.event(id, fields))).receipt())
        .isEqualTo("1 accepted, 0 duplicates");
    return server.event(id).body();
  }

  @Test
  void rules_atFirst_areTheBuiltInOnes() {
    JsonNode shown = server.get(PATH).json();

    assertThat(shown.path("version").asText()).isEqualTo("0");
    assertThat(shown.at("/rules/builtIn").asBoolean()).isTrue();
    assertThat(
            stored(
                "\"message\":\"password=hunter2 Bearer abcdefgh1 4111 1111 1111 1111\","
                    + "\"context\":{\"mdc\":{\"note\":\"key AKIAABCDEFGHIJKLMNOP\"}}"))
        .doesNotContain("hunter2", "abcdefgh1", "4111", "AKIAABCD");
  }

  @Test
  void rules_ofTheProject_holdOnTheNextEventOfEachProtocol() {
    assertThat(put("0", "{\"keys\":[\"cpf\"],\"patterns\":[\"###.###.###-##\"]}").status())
        .isEqualTo(200);
    String native1 = stored("\"message\":\"for " + CPF + "\",\"tags\":{\"user-cpf\":\"1\"}");
    assertThat(native1).doesNotContain(CPF).contains("for [redacted]");
    assertThat(native1).contains("\"user-cpf\":\"[redacted]\"");

    String id = Samples.newId();
    String sentry =
        "{\"event_id\":\"%s\",\"level\":\"error\",\"message\":\"for %s\"}".formatted(id, CPF);
    assertThat(new SentryWire(server).store(sentry).status()).isEqualTo(200);
    assertThat(server.event(id).body()).doesNotContain(CPF).contains("for [redacted]");

    String log =
        "{\"resourceLogs\":[{\"scopeLogs\":[{\"logRecords\":[{\"severityNumber\":17,"
            + "\"body\":{\"stringValue\":\"otlp for "
            + CPF
            + "\"}}]}]}]}";
    assertThat(new SentryWire(server).post("/v1/logs", log.getBytes(UTF_8), HEADERS).status())
        .isEqualTo(200);
    JsonNode issue = server.get("/api/v1/issues?search=otlp").json().at("/items/0");
    assertThat(issue.path("message").asText()).isEqualTo("otlp for [redacted]");
    assertThat(issue.path("title").asText()).doesNotContain(CPF);
  }

  @Test
  void rules_thatAllowOrTurnOff_leaveValues() {
    assertThat(put("0", "{\"allowed\":[\"csrf failures\"]}").status()).isEqualTo(200);
    assertThat(stored("\"message\":\"m\",\"tags\":{\"csrfFailures\":\"17\",\"csrfToken\":\"x1\"}"))
        .contains("\"csrfFailures\":\"17\"", "\"csrfToken\":\"[redacted]\"");
    assertThat(put("1", "{\"builtIn\":false,\"keys\":[\"cpf\"]}").status()).isEqualTo(200);
    assertThat(stored("\"message\":\"m\",\"tags\":{\"csrfToken\":\"x2\",\"cpf\":\"1\"}"))
        .contains("\"csrfToken\":\"x2\"", "\"cpf\":\"[redacted]\"");
  }

  @Test
  void rules_afterAnotherVersion_conflictAndChangeNothing() {
    assertThat(put("0", "{\"keys\":[\"cpf\"]}").json().path("version").asText()).isEqualTo("1");

    assertThat(put("0", "{\"keys\":[\"other\"]}").status()).isEqualTo(409);
    assertThat(server.get(PATH).json().at("/rules/keys/0").asText()).isEqualTo("cpf");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '!',
      value = {
        "{\"keys\":[\"a-b\"]} | rules: keys[0]: fewer than 3 letters and digits",
        "{\"keys\":\"cpf\"} | rules: keys: not a list of 100 texts at most",
        "{\"patterns\":[\"####\",\"a*b*\"]} | rules: patterns[1]: * is not at the end",
        "{\"patterns\":[\"ab*\"]} | rules: patterns[0]: fewer than 4 characters, it would match too much",
        "{\"patterns\":[\"-----\"]} | rules: patterns[0]: does not begin with a letter, a digit, # or ?",
        "{\"patterns\":[\"abc\\\\\"]} | rules: patterns[0]: nothing follows the last \\",
        "{\"builtIn\":1} | rules: builtIn: not true or false",
        "{\"regex\":[]} | rules: regex: unknown field",
        "[] | rules: not an object",
      })
  void rules_thatAreWrong_areRefusedByName(String rules, String detail) {
    assertThat(put("0", rules).status()).isEqualTo(400);
    assertThat(put("0", rules).detail()).isEqualTo(detail);
  }
}
