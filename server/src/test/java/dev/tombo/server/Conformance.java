// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tombo.server.OpenApi.Operation;
import dev.tombo.server.OpenApi.Part;
import java.math.BigInteger;
import java.net.URLDecoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Flow;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Holds each request that a test sends, with its answer, to the OpenAPI document: the answer's
 * status, headers, content type and body, and where it is a success, the request's parameters and
 * body too.
 */
final class Conformance {
  private Conformance() {}

  /**
   * Fails where the document says otherwise.
   *
   * @param rawPath without the base path
   */
  static void check(HttpRequest request, String rawPath, Answer answer) {
    List<Operation> operations = OpenApi.at(rawPath);
    String name = request.method() + " " + request.uri().getRawPath();
    if (operations.isEmpty()) {
      assertThat(answer.status()).as("%s is not documented", name).isEqualTo(404);
      return;
    }
    for (Operation operation : operations) {
      if (operation.method().equals(request.method())) {
        check(operation, answer);
        if (answer.status() < 400) {
          checkRequest(operation, rawPath, request);
        }
        return;
      }
    }
    String allowed =
        operations.stream().map(Operation::method).sorted().collect(Collectors.joining(", "));
    assertThat(answer.status()).as("%s is not documented", name).isEqualTo(405);
    assertThat(answer.headers()).as(name).containsEntry("allow", allowed);
  }

  private static void check(Operation operation, Answer answer) {
    String name = operation.name() + " " + answer.status();
    Part response = operation.response(answer.status());
    assertThat(response.node()).as("%s is not documented: %s", name, answer).isNotEmpty();
    response
        .node()
        .path("headers")
        .fieldNames()
        .forEachRemaining(
            header -> checkHeader(name, header, response.at("headers").at(header), answer));
    Part content = response.at("content");
    if (content.node().isMissingNode()) {
      assertThat(answer.body()).as("body of %s", name).isEmpty();
      return;
    }
    String type = answer.headers().getOrDefault("content-type", "none");
    Part schema = content.at(type).at("schema");
    assertThat(schema.node()).as("%s of type %s is not documented", name, type).isNotEmpty();
    for (JsonNode body : bodies(type, answer)) {
      assertThat(schema.violations(body)).as("%s: %s", name, body).isEmpty();
    }
  }

  /** The values that the schema is of: of JSON lines, each. */
  private static List<JsonNode> bodies(String type, Answer answer) {
    if (type.equals(TestServer.NDJSON)) {
      return answer.body().lines().map(Answer::read).toList();
    }
    return List.of(type.endsWith("json") ? answer.json() : new TextNode(answer.body()));
  }

  private static void checkHeader(String name, String header, Part described, Answer answer) {
    String value = answer.headers().get(header.toLowerCase(java.util.Locale.ROOT));
    assertThat(value).as("%s of %s", header, name).isNotNull();
    assertThat(described.at("schema").violations(new TextNode(value)))
        .as("%s of %s: %s", header, name, value)
        .isEmpty();
  }

  private static void checkRequest(Operation operation, String rawPath, HttpRequest request) {
    Matcher path =
        Pattern.compile(operation.path().replaceAll("\\{(\\w+)}", "(?<$1>[^/]+)")).matcher(rawPath);
    assertThat(path.matches()).isTrue();
    operation
        .parameters("path")
        .forEach((name, parameter) -> checkValue(operation, parameter, decode(path.group(name))));
    Map<String, Part> known = operation.parameters("query");
    String query = request.uri().getRawQuery();
    boolean asked = query != null && !operation.part().node().path("security").isEmpty();
    for (String pair : asked ? query.split("&") : new String[0]) {
      if (pair.isEmpty()) {
        continue;
      }
      String[] parts = pair.split("=", 2);
      Part parameter = known.get(parts[0]);
      if (parameter == null) {
        throw new AssertionError(parts[0] + " is no parameter of " + operation.name());
      }
      if (parts.length > 1 && !parts[1].isEmpty()) {
        checkValue(operation, parameter, decode(parts[1]));
      }
    }
    boolean lenient = operation.id().equals("sendEvents");
    if (!lenient && operation.body().node().isObject()) {
      JsonNode body = Answer.read(text(request.bodyPublisher().orElseThrow()));
      assertThat(operation.body().violations(body)).as("%s: %s", operation.name(), body).isEmpty();
    }
  }

  private static void checkValue(Operation operation, Part parameter, String text) {
    Part schema = parameter.at("schema");
    boolean number = schema.node().path("type").asText().equals("integer");
    JsonNode value =
        number && text.matches("-?\\d+")
            ? BigIntegerNode.valueOf(new BigInteger(text))
            : new TextNode(text);
    assertThat(schema.violations(value))
        .as("%s of %s: %s", parameter.node().path("name"), operation.name(), text)
        .isEmpty();
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  /** What a body that is in memory sends. */
  private static String text(BodyPublisher body) {
    BodySubscriber<String> all = BodySubscribers.ofString(StandardCharsets.UTF_8);
    body.subscribe(
        new Flow.Subscriber<>() {
          @Override
          public void onSubscribe(Flow.Subscription subscription) {
            all.onSubscribe(subscription);
          }

          @Override
          public void onNext(ByteBuffer bytes) {
            all.onNext(List.of(bytes));
          }

          @Override
          public void onError(Throwable failure) {
            all.onError(failure);
          }

          @Override
          public void onComplete() {
            all.onComplete();
          }
        });
    return all.getBody().toCompletableFuture().join();
  }
}
