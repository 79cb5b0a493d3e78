// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tombo.server.model.Scope;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may send logs, and what of the answers pages may read. */
final class OtlpAccessHttpTest extends OtlpHttp {
  @ParameterizedTest
  @MethodSource("places")
  void post_tokenInEachPlace_isTaken(String header, String value, String query) {
    HttpRequest.Builder request = server.request(LOGS + query);
    if (!header.isEmpty()) {
      request.header(header, value);
    }

    HttpResponse<byte[]> answer =
        send(
            request.header("Content-Type", TestServer.JSON), "{}".getBytes(StandardCharsets.UTF_8));

    assertThat(answer.statusCode()).isEqualTo(200);
  }

  static Stream<Arguments> places() {
    String token = TestServer.TOKEN;
    String basic =
        Base64.getEncoder().encodeToString((token + ":").getBytes(StandardCharsets.UTF_8));
    return Stream.of(
        Arguments.of("Authorization", "Bearer " + token, ""),
        Arguments.of("Authorization", "bearer " + token, ""),
        Arguments.of("Authorization", "Sentry sentry_version=7, sentry_key=" + token, ""),
        Arguments.of("Authorization", "Basic " + basic, ""),
        Arguments.of("X-Sentry-Auth", "Sentry sentry_key=" + token + ",sentry_version=7", ""),
        Arguments.of("", "", "?sentry_key=" + token),
        Arguments.of("Authorization", "Bearer " + "0".repeat(32), "?sentry_key=" + token));
  }

  @Test
  void post_withoutTokenOrWithAWrongOne_isUnauthenticatedAndReadableByPages() {
    for (String query : List.of("", "?sentry_key=", "?sentry_key=" + "f".repeat(32))) {
      HttpResponse<byte[]> answer =
          send(server.request(LOGS + query).header("Content-Type", TestServer.JSON), new byte[0]);

      assertThat(answer.statusCode()).isEqualTo(401);
      assertThat(Answer.read(text(answer)).path("code").asInt()).isEqualTo(16);
      assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).contains("*");
    }
  }

  @Test
  void post_withAPersonsCredential_isForbidden() {
    for (String credential : List.of(server.accessToken(), server.personalToken(Scope.ADMIN))) {
      HttpResponse<byte[]> answer =
          send(
              server
                  .request(LOGS)
                  .header("Authorization", "Bearer " + credential)
                  .header("Content-Type", TestServer.JSON),
              new byte[0]);

      assertThat(answer.statusCode()).isEqualTo(403);
      assertThat(Answer.read(text(answer)).path("code").asInt()).isEqualTo(7);
    }
  }

  @Test
  void post_beyondTheQuota_isExhaustedUntilLater() {
    assertThat(server.patch("/api/v1/projects/1", "{\"dailyQuota\":0}").status()).isEqualTo(200);
    try {
      HttpResponse<byte[]> answer = post(TestServer.JSON, "{}".getBytes(StandardCharsets.UTF_8));

      assertThat(answer.statusCode()).isEqualTo(429);
      assertThat(Answer.read(text(answer)).path("code").asInt()).isEqualTo(8);
      assertThat(answer.headers().firstValue("Retry-After").orElse("")).matches("[1-9][0-9]*");
    } finally {
      assertThat(server.patch("/api/v1/projects/1", "{\"dailyQuota\":null}").status())
          .isEqualTo(200);
    }
  }

  @Test
  void post_intoAnotherProject_isForbidden() {
    for (String project : List.of("2", "999")) {
      String path = "/api/" + project + "/integration/otlp/v1/logs";
      HttpResponse<byte[]> answer = send(request(path, PROTOBUF), new byte[0]);

      assertThat(answer.statusCode()).isEqualTo(403);
      assertThat(answer.body()[1]).isEqualTo((byte) 7);
    }
  }

  @Test
  void options_ofAPage_allowsWhatItsExporterSends() {
    HttpResponse<byte[]> answer =
        exchange(
            server
                .request(LOGS)
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "authorization,content-type")
                .method("OPTIONS", BodyPublishers.noBody()));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).contains("*");
    assertThat(answer.headers().firstValue("Access-Control-Allow-Methods").orElse(""))
        .contains("POST");
    assertThat(answer.headers().firstValue("Access-Control-Allow-Headers").orElse(""))
        .contains("authorization", "content-type", "x-sentry-auth");
  }

  @Test
  void get_isNotAllowedInTheProtocolsForm() {
    HttpResponse<byte[]> answer = exchange(server.request(LOGS).GET());

    assertThat(answer.statusCode()).isEqualTo(405);
    assertThat(Answer.read(text(answer)).path("code").asInt()).isEqualTo(12);
    assertThat(answer.headers().firstValue("Allow")).contains("POST");
  }
}
