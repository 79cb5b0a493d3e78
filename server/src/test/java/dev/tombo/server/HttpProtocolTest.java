// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tombo.server.auth.AccessTokens;
import dev.tombo.server.auth.JwtAccessTokens;
import dev.tombo.server.auth.KeyFile;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds a real server to the protocol: routes, media types, credentials and broken requests. */
class HttpProtocolTest {
  @TempDir private static Path data;
  private static TestServer server;

  @BeforeAll
  static void start() {
    server = TestServer.start(data);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @AfterEach
  void calm() {
    server.assertCalm();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/nothing", "/api", "/api/v1/event", "/api/v1/events/", "/api/v2/events", "/%00"})
  void request_unknownPath_isNotFound(String path) {
    assertThat(server.get(path).status()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource({
    "GET,/api/v1/events,POST",
    "DELETE,/api/v1/events,POST",
    "OPTIONS,/api/v1/events,POST",
    "BREW,/api/v1/events,POST",
    "GET,/api/v1/sessions,'DELETE, POST'",
    "POST,/api/v1/issues,GET",
    "POST,/health/live,GET"
  })
  void request_wrongMethod_isToldTheRight(String method, String path, String allowed) {
    Answer answer = server.send(server.request(path).method(method, BodyPublishers.noBody()));

    assertThat(answer.status()).isEqualTo(405);
    assertThat(answer.headers()).containsEntry("allow", allowed);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"text/plain", "application/xml", "application/jsonx", "application", "\"", "*/*"})
  void post_unknownContentType_isRefused(String type) {
    Answer answer = server.post(type, bytes(Samples.batch()));

    assertThat(answer.status()).isEqualTo(415);
    assertThat(answer.detail()).contains("application/json", "application/x-ndjson");
  }

  @Test
  void post_noContentType_isRefused() {
    Answer answer =
        server.send(
            server
                .request(TestServer.EVENTS)
                .header("Authorization", "Bearer " + TestServer.TOKEN)
                .POST(BodyPublishers.ofString(Samples.batch())));

    assertThat(answer.status()).isEqualTo(415);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"application/json; charset=utf-8", "Application/JSON", "application/json;"})
  void post_contentTypeInAnotherSpelling_isTaken(String type) {
    Answer answer = server.post(type, bytes(Samples.batch(Samples.event(Samples.newId()))));

    assertThat(answer.receipt()).isEqualTo("1 accepted, 0 duplicates");
  }

  @ParameterizedTest
  @ValueSource(strings = {"br", "deflate", "gzip, gzip", "zstd2", "compress"})
  void post_unknownEncoding_isRefused(String encoding) {
    Answer answer =
        server.post(TestServer.JSON, bytes(Samples.batch()), "Content-Encoding", encoding);

    assertThat(answer.status()).isEqualTo(415);
    assertThat(answer.detail()).contains("gzip, zstd");
  }

  @Test
  void post_noCredential_isUnauthorized() {
    Answer answer =
        server.send(
            server
                .request(TestServer.EVENTS)
                .header("Content-Type", TestServer.JSON)
                .POST(BodyPublishers.ofString(Samples.batch())));

    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.headers()).containsEntry("www-authenticate", "Bearer");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Bearer",
        "Bearer ",
        "Basic YW5hOnB3",
        "0123456789abcdef0123456789abcdef",
        "Bearer 0123456789ABCDEF0123456789ABCDEF",
        "Bearer ffffffffffffffffffffffffffffffff",
        "Bearer a.b.c",
        "Bearer e30.e30.",
        "Bearer bnVsbA.bnVsbA.bnVsbA",
        "Bearer W10.W10.W10",
        "Bearer eyJhbGciOjd9.eyJleHAiOiJ4In0.AA",
        "Bearer ....",
        "Bearer %00"
      })
  void request_badCredential_isUnauthorized(String credential) {
    assertThat(
            server
                .send(
                    server
                        .request(TestServer.EVENTS)
                        .header("Authorization", credential)
                        .header("Content-Type", TestServer.JSON)
                        .POST(BodyPublishers.ofString(Samples.batch())))
                .status())
        .isEqualTo(401);
    assertThat(
            server
                .send(server.request("/api/v1/issues").header("Authorization", credential))
                .status())
        .isEqualTo(401);
  }

  @Test
  void request_credentialOfAnotherKind_isForbidden() {
    Answer events =
        server.send(
            server
                .request(TestServer.EVENTS)
                .header("Authorization", "bearer " + server.accessToken())
                .header("Content-Type", TestServer.JSON)
                .POST(BodyPublishers.ofString(Samples.batch())));

    assertThat(events.status()).isEqualTo(403);
    assertThat(server.get("/api/v1/issues", TestServer.TOKEN).status()).isEqualTo(403);
    assertThat(server.get("/api/v1/issues/1-1", TestServer.TOKEN).status()).isEqualTo(403);
  }

  @Test
  void request_accessTokenNotValidNow_isUnauthorized() {
    KeyFile ours = KeyFile.open(data.resolve("key"), new SecureRandom());
    KeyFile foreign = KeyFile.open(data.resolve("foreign-key"), new SecureRandom());
    InstantSource now = InstantSource.system();
    InstantSource earlier = () -> now.instant().minusSeconds(901);
    String valid = server.accessToken();
    AccessTokens.Claims claims = new JwtAccessTokens(ours, now).verify(valid).orElseThrow();
    long session = claims.session();
    String[] parts = valid.split("\\.", 3);
    String other = new JwtAccessTokens(ours, now).issue(new AccessTokens.Claims(2, session));

    assertThat(server.get("/api/v1/issues", new JwtAccessTokens(ours, now).issue(claims)).status())
        .isEqualTo(200);
    assertUnauthorized(new JwtAccessTokens(ours, earlier).issue(claims));
    assertUnauthorized(new JwtAccessTokens(foreign, now).issue(claims));
    assertUnauthorized(other);
    assertUnauthorized(
        new JwtAccessTokens(ours, now).issue(new AccessTokens.Claims(1, session ^ 1)));
    assertUnauthorized(parts[0] + "." + other.split("\\.", 3)[1] + "." + parts[2]);
    assertUnauthorized(parts[0] + "." + parts[1] + ".");
    assertUnauthorized(parts[0] + "." + parts[1]);
    assertUnauthorized(header("{\"alg\":\"none\"}") + "." + parts[1] + "." + parts[2]);
    String algorithm = new String(Base64.getUrlDecoder().decode(parts[0]), StandardCharsets.UTF_8);
    assertUnauthorized(header(algorithm.replace("HS256", "none")) + "." + parts[1] + ".");
    assertUnauthorized(
        header(algorithm.replace("HS256", "RS256")) + "." + parts[1] + "." + parts[2]);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GARBAGE\r\n\r\n",
        "GET\r\n\r\n",
        "GET / HTTP/9.9\r\n\r\n",
        "GET /a b HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET /%zz HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET /api/v1/issues?a=%zz HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET /health/live HTTP/1.1\r\nno colon here\r\n\r\n",
        "GET /health/live HTTP/1.1\r\nHost: x\r\nba(d: name\r\n\r\n",
        "GET /health/live HTTP/1.1\r\n\r\n",
        "POST /api/v1/events HTTP/1.1\r\nHost: x\r\nContent-Length: many\r\n\r\n",
        "POST /api/v1/events HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999\r\n\r\n",
        "POST /api/v1/sessions HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
        "POST /api/v1/sessions HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        "POST /api/v1/sessions HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabcdefgh\r\n\r\n",
        "\u0016\u0003\u0001\u0002\r\n\r\n"
      })
  void raw_brokenRequest_isAnsweredAsProblem(String request) {
    assertThat(server.raw(request.getBytes(StandardCharsets.ISO_8859_1)).status())
        .isBetween(400, 499);
  }

  @Test
  void raw_headersTooLarge_isAnsweredAsProblem() {
    String request =
        "GET /health/live HTTP/1.1\r\nHost: x\r\nX: " + "x".repeat(100_000) + "\r\n\r\n";
    assertThat(server.raw(bytes(request)).status()).isBetween(400, 499);
    String line = "GET /" + "x".repeat(100_000) + " HTTP/1.1\r\nHost: x\r\n\r\n";
    assertThat(server.raw(bytes(line)).status()).isBetween(400, 499);
  }

  @Test
  void raw_clientHangsUp_isNoAlarm() {
    String head =
        "POST /api/v1/events HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
            + "Authorization: Bearer "
            + TestServer.TOKEN
            + "\r\n";
    server.hangUp(bytes("POST /api/v1/ev"));
    server.hangUp(bytes(head));
    server.hangUp(bytes(head + "Content-Length: 1000\r\n\r\n{\"events\":[{"));
    server.hangUp(bytes(head + "Transfer-Encoding: chunked\r\n\r\n8\r\n{\"events"));

    assertThat(server.get("/api/v1/issues").status()).isEqualTo(200);
  }

  private static void assertUnauthorized(String accessToken) {
    assertThat(server.get("/api/v1/issues", accessToken).status()).as(accessToken).isEqualTo(401);
  }

  private static String header(String json) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(json));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
