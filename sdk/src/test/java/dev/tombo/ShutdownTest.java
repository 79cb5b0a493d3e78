// SPDX-License-Identifier: Apache-2.0
package dev.tombo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Paths;
import java.util.concurrent.TimeUnit;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.MockWebServer;
import org.junit.jupiter.api.Test;

/** What becomes of events when the JVM ends. */
class ShutdownTest {
  @Test
  void exit_eventsQueued_areSent() throws Exception {
    try (MockWebServer server = new MockWebServer()) {
      server.enqueue(new MockResponse().setBody("{\"accepted\":1}"));
      server.start();

      Process process = start(Program.class, server.url("/").toString());

      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isEqualTo(3);
      assertThat(server.getRequestCount()).isEqualTo(1);
    }
  }

  private static Process start(Class<?> program, String endpoint) throws Exception {
    return new ProcessBuilder(
            Paths.get(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            program.getName(),
            endpoint)
        .inheritIO()
        .start();
  }

  /** Captures and leaves without a word. */
  static final class Program {
    private Program() {}

    public static void main(String[] arguments) {
      TomboOptions options = TomboOptions.builder().endpoint(arguments[0]).token("secret").build();
      Tombo.create(options).capture("the last words");
      System.exit(3);
    }
  }
}
