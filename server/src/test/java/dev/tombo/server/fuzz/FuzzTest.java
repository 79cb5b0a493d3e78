// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Feeds all targets for seconds: a few in a process, whose start takes longer than that. */
final class FuzzTest {
  private static final int SECONDS = 3;

  @TempDir private static Path folder;

  static List<List<FuzzTarget>> together() {
    return List.of(
        List.of(FuzzTarget.NATIVE_JSON, FuzzTarget.NATIVE_NDJSON, FuzzTarget.RULES),
        List.of(FuzzTarget.SENTRY_ENVELOPE, FuzzTarget.SENTRY_STORE),
        List.of(FuzzTarget.OTLP_JSON, FuzzTarget.OTLP_PROTOBUF),
        List.of(FuzzTarget.STACK_TEXT, FuzzTarget.CODING),
        List.of(FuzzTarget.GROUPING, FuzzTarget.SCRUBBER, FuzzTarget.SCRUBBING_RULES),
        List.of(FuzzTarget.ACCESS_TOKEN, FuzzTarget.CREDENTIALS, FuzzTarget.PARAMETERS));
  }

  @Test
  void together_hasEachTarget() {
    assertThat(together().stream().flatMap(Collection::stream))
        .containsExactlyInAnyOrder(FuzzTarget.values());
  }

  @ParameterizedTest
  @MethodSource("together")
  void feed_forSeconds_neverFails(List<FuzzTarget> targets)
      throws IOException, InterruptedException {
    Fuzzing.run(targets, SECONDS, folder);
  }
}
