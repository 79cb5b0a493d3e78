// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A small siege. */
final class SiegeTest {
  @TempDir private Path data;

  @Test
  void siege_ofEveryKind_leavesOthersServed() throws Exception {
    Siege.lay(new Siege.Scale(200, 200, 2_500, 4, 8), data, System.out);
  }
}
