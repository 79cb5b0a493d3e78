// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tombo.server.model.PublicUrl;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Asks a real server for its web page, as browsers do. */
final class PageHttpTest {
  @TempDir private static Path data;
  private static TestServer server;
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  @BeforeAll
  static void start() {
    PublicUrl url = PublicUrl.parse("https://errors.example.com/base");
    server = TestServer.start(data, config -> config.publicUrl(url));
  }

  @AfterAll
  static void stop() {
    CLIENT.close();
    server.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/issues",
        "/issues/1-7?x=%3Cscript%3E",
        "/projects/1",
        "/login",
        "/base",
        "/base/",
        "/base/issues/1-7"
      })
  void page_atEachAddress_isTheSameDocument(String path) {
    HttpResponse<byte[]> answer = get(path);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(header(answer, "content-type")).isEqualTo("text/html; charset=utf-8");
    assertThat(header(answer, "cache-control")).isEqualTo("no-cache");
    assertThat(header(answer, "x-content-type-options")).isEqualTo("nosniff");
    assertThat(header(answer, "x-frame-options")).isEqualTo("DENY");
    assertThat(text(answer)).isEqualTo(document()).contains("data-base=\"/base\"");
  }

  @Test
  void page_policy_holdsTheHashOfItsImportMap() throws Exception {
    Matcher map =
        Pattern.compile("<script type=\"importmap\">(.*?)</script>", Pattern.DOTALL)
            .matcher(document());
    assertThat(map.find()).isTrue();
    byte[] hash =
        MessageDigest.getInstance("SHA-256").digest(map.group(1).getBytes(StandardCharsets.UTF_8));

    assertThat(header(get("/"), "content-security-policy"))
        .contains("'sha256-" + Base64.getEncoder().encodeToString(hash) + "'")
        .doesNotContain("unsafe");
  }

  @Test
  void assets_thatTheDocumentNames_areThereForGood() {
    List<String> addresses =
        Pattern.compile("(?:href|src)=\"([^\"]+)\"")
            .matcher(document())
            .results()
            .map(result -> result.group(1))
            .toList();

    assertThat(addresses).hasSizeGreaterThan(20);
    for (String address : addresses) {
      HttpResponse<byte[]> answer = get(address);
      assertThat(answer.statusCode()).as(address).isEqualTo(200);
      assertThat(header(answer, "cache-control")).isEqualTo("public, max-age=31536000, immutable");
      assertThat(header(answer, "vary")).isEqualTo("Accept-Encoding");
      assertThat(get(address.substring("/base".length())).body()).isEqualTo(answer.body());
    }
  }

  @Test
  void asset_asked_withGzip_isCompressed() throws IOException {
    String address = module();
    HttpResponse<byte[]> answer = get(address, "Accept-Encoding", "br, gzip");

    assertThat(header(answer, "content-encoding")).isEqualTo("gzip");
    assertThat(new GZIPInputStream(new ByteArrayInputStream(answer.body())).readAllBytes())
        .isEqualTo(get(address).body());
  }

  @Test
  void list_asked_withGzip_isCompressedToo() throws IOException {
    for (int i = 0; i < 9; i++) {
      String fields = "\"message\":\"hello\",\"fingerprint\":[\"" + i + "\"]";
      String event = Samples.event(Samples.newId(), fields);
      assertThat(server.post(Samples.batch(event)).receipt()).startsWith("1 accepted");
    }
    String[] credential = {"Authorization", "Bearer " + server.accessToken()};
    HttpResponse<byte[]> plain = get("/api/v1/issues", credential);
    HttpResponse<byte[]> small =
        get("/api/v1/issues", credential[0], credential[1], "Accept-Encoding", "gzip");

    assertThat(header(small, "content-encoding")).isEqualTo("gzip");
    assertThat(new GZIPInputStream(new ByteArrayInputStream(small.body())).readAllBytes())
        .isEqualTo(plain.body());
    assertThat(small.body().length).isLessThan(plain.body().length / 2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"br", "gzip;q=0", "gzip; q=0.0", "identity"})
  void asset_asked_withoutGzip_isPlain(String codings) {
    HttpResponse<byte[]> answer = get(module(), "Accept-Encoding", codings);

    assertThat(answer.headers().firstValue("content-encoding")).isEmpty();
    assertThat(text(answer)).contains("import");
  }

  @Test
  void asset_asked_withItsTag_isNotSentAgain() {
    String tag = header(get("/"), "etag");

    HttpResponse<byte[]> answer = get("/", "If-None-Match", tag);

    assertThat(answer.statusCode()).isEqualTo(304);
    assertThat(answer.body()).isEmpty();
    assertThat(header(answer, "etag")).isEqualTo(tag);
    assertThat(get("/", "If-None-Match", "\"other\"").statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/assets/0000000000000000/core/main.js",
        "/assets/V/README.md",
        "/assets/V/index.html",
        "/assets/V/",
        "/assets/V/core",
        "/assets/V/core/main.js/",
        "/assets/V/../../db/migration/sqlite/V1__schema.sql",
        "/assets/V/%2e%2e/%2e%2e/dev/tombo/server/openapi.yaml",
        "/assets/V/..%2f..%2fdev/tombo/server/openapi.yaml",
        "/assets/V/%5c..%5ckey",
        "/assets/V//etc/passwd",
        "/assets/V/core/main.js%00.svg",
        "/issues/1-7/more",
        "/index.html"
      })
  void request_forWhatIsNoPartOfThePage_isNotFound(String path) {
    String version = module().split("/", -1)[3];
    Answer answer = raw("GET " + path.replace("/V/", "/" + version + "/"));

    assertThat(answer.status()).isIn(400, 404);
  }

  @Test
  void request_withAnotherMethod_isToldTheRight() {
    Answer answer = raw("POST /issues");

    assertThat(answer.status()).isEqualTo(405);
    assertThat(answer.headers()).containsEntry("allow", "GET");
  }

  /** Asks as it is written, where a client would tidy up. */
  private static Answer raw(String methodAndPath) {
    String request = methodAndPath + " HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n";
    return server.raw(request.getBytes(StandardCharsets.UTF_8));
  }

  private static String document() {
    return text(get("/"));
  }

  private static String module() {
    Matcher module = Pattern.compile("type=\"module\" src=\"([^\"]+)\"").matcher(document());
    assertThat(module.find()).isTrue();
    return module.group(1);
  }

  private static HttpResponse<byte[]> get(String path, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.server().port() + path));
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static String header(HttpResponse<?> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }

  private static String text(HttpResponse<byte[]> answer) {
    return new String(answer.body(), StandardCharsets.UTF_8);
  }
}
