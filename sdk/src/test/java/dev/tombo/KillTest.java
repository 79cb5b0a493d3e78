// SPDX-License-Identifier: Apache-2.0
package dev.tombo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import okhttp3.mockwebserver.Dispatcher;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.MockWebServer;
import okhttp3.mockwebserver.RecordedRequest;
import okhttp3.mockwebserver.SocketPolicy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** That what is in the spool outlives its process, and that a stalled server keeps nothing out. */
class KillTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  @TempDir Path directory;

  private final MockWebServer server = new MockWebServer();
  private final Set<String> arrived = ConcurrentHashMap.newKeySet();
  private volatile boolean away = true;
  private volatile SocketPolicy policy = SocketPolicy.KEEP_OPEN;

  @BeforeEach
  void start() throws IOException {
    server.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            return answer(request);
          }
        });
    server.start();
  }

  @AfterEach
  void stop() throws IOException {
    server.shutdown();
  }

  /** The server is away, stalls, or takes the events while the process is killed. */
  @ParameterizedTest
  @ValueSource(strings = {"away", "stalled", "there"})
  void kill_spoolAlways_losesNothing(String state) throws Exception {
    away = state.equals("away");
    policy = state.equals("stalled") ? SocketPolicy.NO_RESPONSE : SocketPolicy.KEEP_OPEN;
    List<String> captured = new ArrayList<>();
    Process process = start(server.url("/").toString());
    try (BufferedReader out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
      String pid = out.readLine();
      for (int i = 0; i < 300; i++) {
        captured.add(String.valueOf(out.readLine()));
      }
      // Not destroyForcibly, which would close the stream.
      assertThat(new ProcessBuilder("kill", "-9", pid).start().waitFor()).isZero();
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        captured.add(line);
      }
    }
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(captured.get(0)).hasSize(32);
    away = false;
    policy = SocketPolicy.KEEP_OPEN;

    Tombo next = create();
    next.capture("after");
    next.close(Duration.ofSeconds(30));

    // The last line may have been cut with the process.
    captured.removeIf(id -> id.length() < 32);
    assertThat(arrived).containsAll(captured);
    assertThat(next.status().spooled()).isZero();
    assertThat(next.status().discarded()).isEmpty();
  }

  @Test
  void capture_alwaysAndServerStalls_doesNotWaitForIt() {
    policy = SocketPolicy.NO_RESPONSE;
    Tombo tombo = create();
    for (int i = 0; i < 50; i++) {
      tombo.capture("event " + i);
    }

    assertThat(tombo.status().spooled()).isEqualTo(50);
    tombo.close(Duration.ZERO);
  }

  @Test
  void close_serverStalls_keepsTheDeadlineAndSpools() {
    policy = SocketPolicy.NO_RESPONSE;
    Tombo tombo =
        Tombo.create(
            Pipeline.options(
                options -> options.endpoint(server.url("/").toString()).spoolDirectory(directory)),
            new Registry(Channel::create));
    for (int i = 0; i < 50; i++) {
      tombo.capture("event " + i);
    }
    long start = System.nanoTime();
    tombo.close(Duration.ofSeconds(2));

    assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start)).isLessThan(10_000);
    assertThat(tombo.status().spooled()).isEqualTo(50);
    assertThat(tombo.status().discarded()).isEmpty();
  }

  private MockResponse answer(RecordedRequest request) {
    if (away || policy == SocketPolicy.NO_RESPONSE) {
      return new MockResponse().setResponseCode(503).setSocketPolicy(policy);
    }
    try {
      JsonNode batch = MAPPER.readTree(new GZIPInputStream(request.getBody().inputStream()));
      batch.get("events").forEach(event -> arrived.add(event.get("id").asText()));
      return new MockResponse().setBody("{\"accepted\":1}");
    } catch (IOException cutShort) {
      return new MockResponse().setResponseCode(400);
    }
  }

  private Tombo create() {
    return Tombo.create(
        options(server.url("/").toString(), directory), new Registry(Channel::create));
  }

  private static TomboOptions options(String endpoint, Path directory) {
    return Pipeline.options(
        options -> options.endpoint(endpoint).spoolDirectory(directory).spool(SpoolMode.ALWAYS));
  }

  private Process start(String endpoint) throws IOException {
    return new ProcessBuilder(
            Paths.get(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            Program.class.getName(),
            endpoint,
            directory.toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  /** Captures and says each id once capture has returned, until it is killed. */
  static final class Program {
    private Program() {}

    public static void main(String[] arguments) {
      Tombo tombo = Tombo.create(options(arguments[0], Paths.get(arguments[1])));
      System.out.println(ManagementFactory.getRuntimeMXBean().getName().replaceAll("@.*", ""));
      for (int i = 0; ; i++) {
        System.out.println(tombo.capture("event " + i).eventId().orElse("none"));
      }
    }
  }
}
