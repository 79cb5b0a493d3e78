// SPDX-License-Identifier: Apache-2.0
package dev.tombo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Who has to wait for the books, and who must not. */
class LedgerTest {
  @Test
  void settled_anotherKeepsTheBooks_doesNotWait() {
    Ledger ledger = new Ledger();
    ledger.settled(7);
    List<Long> read = new ArrayList<>();

    ledger.reported(
        new AbstractMap<DiscardReason, Long>() {
          // Called while the books are locked.
          @Override
          public Set<Map.Entry<DiscardReason, Long>> entrySet() {
            read.add(inAnotherThread(ledger::settled));
            return Collections.emptySet();
          }
        });

    assertThat(read).containsExactly(7L);
  }

  private static long inAnotherThread(Supplier<Long> supplier) {
    try {
      return CompletableFuture.supplyAsync(supplier).get(10, TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException fault) {
      throw new AssertionError("it waits", fault);
    }
  }
}
