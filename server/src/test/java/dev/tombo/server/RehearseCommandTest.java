// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rehearses a server in a process of its own, as the launcher does. */
final class RehearseCommandTest {
  @TempDir private Path directory;

  @Test
  void rehearse_inAnEmptyDirectory_startsAsksAndEnds() throws Exception {
    Path data = directory.resolve("data");
    Path log = directory.resolve("log");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "dev.tombo.server.Main",
                "rehearse",
                data.toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    try {
      assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).as(Files.readString(log)).isZero();
    } finally {
      process.destroyForcibly();
    }

    assertThat(data.resolve("tombo.db")).exists();
    assertThat(data.resolve("tombo.db-wal")).as("it was closed").doesNotExist();
    try (TomboServer again = TomboServer.start(ServerConfig.of(data))) {
      assertThat(again.port()).isPositive();
    }
  }

  @Test
  void rehearse_withoutADirectory_isABadCall() {
    Called called = Called.tombo(Map.of(), "rehearse");

    assertThat(called.status()).isEqualTo(2);
    assertThat(Called.tombo(Map.of(), "--help").output()).doesNotContain("rehearse");
  }
}
