// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tombo.server.OpenApi.Operation;
import dev.tombo.server.http.Inside;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Holds the requests that the page knows to the OpenAPI document. */
final class PageApiTest {
  @Test
  void operations_ofThePage_areAsDocumented() {
    Map<String, Operation> documented =
        OpenApi.operations().stream().collect(Collectors.toMap(Operation::id, Function.identity()));
    JsonNode operations = operations();

    assertThat(operations).hasSizeGreaterThan(5);
    for (var known : operations.properties()) {
      assertThat(documented).containsKey(known.getKey());
      Operation operation = Objects.requireNonNull(documented.get(known.getKey()));
      JsonNode ours = known.getValue();
      assertThat(ours.path("method").asText() + " " + ours.path("path").asText())
          .isEqualTo(operation.name());
      TreeSet<String> parameters = new TreeSet<>();
      ours.path("query").forEach(name -> parameters.add(name.asText()));
      assertThat(operation.parameters("query").keySet()).containsAll(parameters);
    }
  }

  private static JsonNode operations() {
    String module = Inside.pageFile("api/operations.js");
    String json = module.substring(module.indexOf("operations = ") + 13).strip();
    return Answer.read(json.substring(0, json.length() - 1));
  }
}
