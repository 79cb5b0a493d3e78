// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.fuzz;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Feeds each target for an hour, or {@code -Dfuzz.seconds}; or one of them, by {@code
 * -Dfuzz.target}. What was learnt stays in {@code target/fuzz}, or {@code -Dfuzz.folder}, for the
 * next time. Run by its name.
 */
final class FuzzCampaign {
  @ParameterizedTest
  @EnumSource
  void feed_forLong_neverFails(FuzzTarget target) throws IOException, InterruptedException {
    String only = System.getProperty("fuzz.target", target.wireName());
    if (only.equals(target.wireName())) {
      Fuzzing.run(
          List.of(target),
          Integer.getInteger("fuzz.seconds", 3600),
          Path.of(System.getProperty("fuzz.folder", "target/fuzz")).toAbsolutePath());
    }
  }
}
