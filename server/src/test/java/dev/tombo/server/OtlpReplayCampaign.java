// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Sends again, byte by byte and with its headers, what was captured of exporters: in or under the
 * directory of {@code -Dreplay.folder} there are requests {@code NNN.http.json}, each beside its
 * body, and examples in JSON. Run by name.
 */
class OtlpReplayCampaign {
  /** Those of the way there, which are the sending client's to make. */
  private static final Set<String> HOP =
      Set.of("host", "connection", "transfer-encoding", "content-length");

  private static final Path FOLDER =
      Path.of(Objects.requireNonNull(System.getProperty("replay.folder"), "-Dreplay.folder"));

  @TempDir private static Path data;
  private static TestServer server;

  @BeforeAll
  static void start() throws IOException {
    assertThat(Stream.concat(requests(), examples())).as("what is to be sent").isNotEmpty();
    server = TestServer.start(data);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  static Stream<Path> requests() throws IOException {
    return files(".http.json", "\"/v1/logs\"");
  }

  static Stream<Path> examples() throws IOException {
    return files(".json", "{\"resource")
        .filter(file -> !Files.exists(sibling(file, ".json", ".http.json")));
  }

  /** The files whose names end so and that hold a text, spaces apart. */
  private static Stream<Path> files(String suffix, String text) throws IOException {
    List<Path> files = new ArrayList<>();
    try (Stream<Path> all = Files.walk(FOLDER)) {
      for (Path file : all.filter(one -> one.toString().endsWith(suffix)).sorted().toList()) {
        if (Files.readString(file).replaceAll("\\s", "").contains(text)) {
          files.add(file);
        }
      }
    }
    return files.stream();
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("requests")
  void replay_ofARequest_isStoredOrDropped(Path request) throws IOException, InterruptedException {
    JsonNode http = Answer.read(Files.readString(request));
    HttpRequest.Builder again = server.request(http.path("url").asText());
    http.path("headers")
        .properties()
        .forEach(
            header -> {
              if (!HOP.contains(header.getKey())) {
                again.header(header.getKey(), header.getValue().asText());
              }
            });
    int before = stored();

    HttpResponse<String> answer = send(again, Files.readAllBytes(body(request)));

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(answer.body()).isIn("", "{}");
    String text = new String(Files.readAllBytes(readable(request)), StandardCharsets.ISO_8859_1);
    boolean error = text.contains("ERROR") || text.contains("FATAL");
    assertThat(stored() - before).isEqualTo(error ? 1 : 0);
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("examples")
  void replay_ofAnExample_isTaken(Path example) throws IOException, InterruptedException {
    HttpRequest.Builder request =
        server.request("/v1/logs").header("Content-Type", TestServer.JSON);

    assertThat(send(request, Files.readAllBytes(example)).statusCode()).isEqualTo(200);
    server.assertCalm();
  }

  private static HttpResponse<String> send(HttpRequest.Builder request, byte[] body)
      throws IOException, InterruptedException {
    request.header("Authorization", "Bearer " + TestServer.TOKEN);
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(
          request.POST(BodyPublishers.ofByteArray(body)).build(), BodyHandlers.ofString());
    }
  }

  private static int stored() {
    int stored = 0;
    for (JsonNode issue : server.get("/api/v1/issues?limit=200").json().path("items")) {
      stored += issue.path("count").asInt();
    }
    return stored;
  }

  /** The body as it was sent. */
  private static Path body(Path request) {
    Path compressed = sibling(request, ".http.json", ".pb.gz");
    return Files.exists(compressed) ? compressed : readable(request);
  }

  /** The body as it was before it was compressed. */
  private static Path readable(Path request) {
    Path protobuf = sibling(request, ".http.json", ".pb");
    return Files.exists(protobuf) ? protobuf : sibling(request, ".http.json", ".json");
  }

  private static Path sibling(Path file, String suffix, String other) {
    String name = file.getFileName().toString();
    return file.resolveSibling(name.substring(0, name.length() - suffix.length()) + other);
  }
}
