// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole siege: {@code mvn test -pl server -Dtest=SiegeCampaign}. */
final class SiegeCampaign {
  @TempDir private Path data;

  @Test
  void siege_ofEveryKind_leavesOthersServed() throws Exception {
    Siege.lay(new Siege.Scale(10_000, 5_000, 10_000, 64, 64), data, System.out);
  }
}
