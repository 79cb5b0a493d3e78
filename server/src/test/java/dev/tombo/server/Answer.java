// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a server answered; being made, it is checked for what every answer must have.
 *
 * @param headers by lower-case name
 * @param body as UTF-8 text
 */
record Answer(int status, Map<String, String> headers, String body) {
  /** Keeps numbers as they are written. */
  static final JsonMapper MAPPER = mapper();

  private static final Map<String, String> SECURITY_HEADERS =
      Map.of(
          "x-content-type-options", "nosniff",
          "x-frame-options", "DENY",
          "referrer-policy", "no-referrer",
          "cache-control", "no-store");

  Answer {
    assertThat(headers).as("headers of %s", status).containsAllEntriesOf(SECURITY_HEADERS);
    assertThat(headers.get("content-security-policy")).contains("default-src 'none'");
    if (status >= 400) {
      assertProblem(status, headers, body);
    }
  }

  private static void assertProblem(int status, Map<String, String> headers, String body) {
    assertThat(headers).containsEntry("content-type", "application/problem+json");
    JsonNode problem = read(body);
    assertThat(problem.path("type").textValue()).as("type in %s", body).isNotBlank();
    assertThat(problem.path("title").textValue()).as("title in %s", body).isNotBlank();
    assertThat(problem.path("status").intValue()).as("status in %s", body).isEqualTo(status);
  }

  JsonNode json() {
    return read(body);
  }

  /** What a problem says of this time. */
  String detail() {
    return json().path("detail").asText();
  }

  /** What became of a batch, such as {@code 2 accepted, 0 duplicates, 1 too_large}. */
  String receipt() {
    assertThat(status).as(body).isEqualTo(200);
    List<String> parts = new ArrayList<>();
    parts.add(json().path("accepted").intValue() + " accepted");
    parts.add(json().path("duplicates").intValue() + " duplicates");
    for (JsonNode one : json().path("rejected")) {
      parts.add(one.path("index").intValue() + " " + one.path("reason").textValue());
    }
    return String.join(", ", parts);
  }

  static JsonNode read(String json) {
    try {
      return MAPPER.readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException(json, e);
    }
  }

  private static JsonMapper mapper() {
    JsonMapper mapper =
        JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();
    mapper
        .getFactory()
        .setStreamReadConstraints(
            StreamReadConstraints.builder()
                .maxNumberLength(Integer.MAX_VALUE)
                .maxStringLength(Integer.MAX_VALUE)
                .maxNameLength(Integer.MAX_VALUE)
                .build());
    return mapper;
  }
}
