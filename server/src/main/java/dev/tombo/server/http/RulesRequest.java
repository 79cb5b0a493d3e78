// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;

/** What a request to change rules says beside them: which version they are to follow. */
final class RulesRequest {
  private RulesRequest() {}

  /**
   * The body, with no field but those that are known.
   *
   * @throws ProblemException 400
   */
  static JsonNode body(Call call, Set<String> known) {
    JsonNode body = call.json();
    body.fieldNames()
        .forEachRemaining(
            name -> {
              if (!known.contains(name)) {
                throw BodyFields.wrong(name, "unknown field");
              }
            });
    return body;
  }

  /**
   * Makes sure that rules follow the version that is in force.
   *
   * @throws ProblemException 400 or 409 if they do not
   */
  static void requireVersion(JsonNode body, long current) {
    if (!body.path("version").isTextual()) {
      throw BodyFields.wrong("version", "missing or not text");
    }
    if (!body.path("version").textValue().equals(Long.toString(current))) {
      throw conflict(current);
    }
  }

  static ProblemException conflict(long version) {
    return new ProblemException(
        Problem.conflict("version: another is in force than " + version + " or the one sent"));
  }
}
