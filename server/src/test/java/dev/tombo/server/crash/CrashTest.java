// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three rounds of the campaign on SQLite; by its own command as many as wanted, on either database:
 *
 * <pre>{@code
 * mvn test -pl server -am -Dtest=CrashTest -Dsurefire.failIfNoSpecifiedTests=false \
 *     -Dcrash.rounds=20 -Dcrash.database=postgres
 * }</pre>
 *
 * <p>{@code -Dcrash.seed=N} sends the same again. A failure leaves the data directory in place and
 * says where it is.
 */
final class CrashTest {
  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path directory = Path.of("");

  @Test
  void kill_underLoad_keepsWhatWasAcknowledgedOnce() throws Exception {
    CrashOptions options = CrashOptions.of(System.getProperties());

    int acknowledged = CrashCampaign.run(options, directory, System.out);

    assertThat(acknowledged).as("Events acknowledged in the campaign").isPositive();
  }
}
