// SPDX-License-Identifier: Apache-2.0
package dev.tombo.examples.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tombo.examples.launch.JavaProgram;
import dev.tombo.examples.network.KillableServer.Stored;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * An application of 64 MiB that fails all the time while the server takes connections and reads
 * nothing. A million errors of each kind by a command of its own:
 *
 * <pre>{@code
 * mvn test -pl examples -am -Dtest=FloodTest -Dsurefire.failIfNoSpecifiedTests=false \
 *     -Dflood.errors=1000000
 * }</pre>
 */
final class FloodTest {
  private static final Pattern HEAP = Pattern.compile("heap (\\d+) KiB");

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path directory = Path.of("");

  @Test
  void capture_whileTheServerIsABlackHole_keepsTheHeapFlatAndCountsEachError() throws Exception {
    int errors = Integer.getInteger("flood.errors", 50_000);
    Path output = directory.resolve("application.log");
    try (FaultyProxy proxy = FaultyProxy.with(Fault.STALL);
        KillableServer server = KillableServer.start(directory)) {
      proxy.leadTo(server.port());
      Process application =
          JavaProgram.ofClass(FloodingProgram.class.getName(), List.of("-Xmx64m"))
              .with(proxy.address(), KillableServer.TOKEN, String.valueOf(errors))
              .start(output);
      awaitCaptured(application, output);
      proxy.heal();
      application.getOutputStream().close();
      assertThat(application.waitFor(150, TimeUnit.SECONDS)).isTrue();
      assertThat(application.exitValue()).as(Files.readString(output)).isZero();
      server.kill();
      Stored stored = server.stored();
      System.out.println(Files.readString(output) + "of 2 * " + errors + " errors " + told(stored));

      assertThat(stored.counted() + stored.lost()).isEqualTo(2L * errors + FloodingProgram.BEFORE);
      assertThat(stored.rows()).as("the first ones wait in the queue").isPositive();
      assertThat(stored.lost()).as("distinct ones find no room").isBetween(1L, (long) errors);
      assertThat(stored.repeats()).as("identical ones are counted").isGreaterThanOrEqualTo(errors);
      assertThat(heap(output)).hasSize(20).allMatch(kib -> kib < 40 << 10);
    }
  }

  private static String told(Stored stored) {
    return "%d are stored, %d counted as repeats, %d as discarded"
        .formatted(stored.rows(), stored.repeats(), stored.lost());
  }

  private static void awaitCaptured(Process application, Path output)
      throws IOException, InterruptedException {
    while (Files.readString(output).lines().noneMatch(FloodingProgram.CAPTURED::equals)) {
      assertThat(application.waitFor(50, TimeUnit.MILLISECONDS))
          .as(() -> "still running: " + output)
          .isFalse();
    }
  }

  private static List<Long> heap(Path output) throws IOException {
    return HEAP.matcher(Files.readString(output))
        .results()
        .map(found -> Long.valueOf(found.group(1)))
        .toList();
  }
}
