// SPDX-License-Identifier: Apache-2.0
package dev.tombo.examples.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tombo.examples.network.NetworkCampaign.Outcome;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Five rounds of the campaign; by its own command as many as wanted:
 *
 * <pre>{@code
 * mvn test -pl examples -am -Dtest=NetworkCampaignTest -Dsurefire.failIfNoSpecifiedTests=false \
 *     -Dnetwork.rounds=100
 * }</pre>
 *
 * <p>{@code -Dnetwork.seed=N} draws the same faults and moments again. A failure leaves the
 * directory in place.
 */
final class NetworkCampaignTest {
  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path directory = Path.of("");

  @Test
  void capture_spoolAlways_isStoredExactlyOnce() throws Exception {
    int rounds = Integer.getInteger("network.rounds", 5);
    long seed = Long.getLong("network.seed", new SplittableRandom().nextInt(1_000_000_000));
    PrintStream out = System.out;
    try (NetworkCampaign campaign = new NetworkCampaign(rounds, seed, directory, out)) {
      Outcome outcome = campaign.run();

      assertThat(outcome.captured()).hasSizeGreaterThan(rounds).doesNotHaveDuplicates();
      assertThat(outcome.stored().ids()).containsAll(outcome.captured());
      assertThat(outcome.stored().rows()).isEqualTo(outcome.stored().ids().size());
      assertThat(outcome.stored().rows() - outcome.captured().size())
          .isBetween(0, outcome.unknown());
      assertThat(outcome.stored().counted()).isEqualTo(outcome.stored().rows());
    }
  }
}
