// SPDX-License-Identifier: Apache-2.0
package dev.tombo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opentelemetry.api.internal.InstrumentationUtil;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** That a tracing agent is told to leave the SDK's threads alone. */
class UntracedTest {
  @Test
  void run_onAnOwnThread_isSuppressed() throws InterruptedException {
    List<Boolean> suppressed = new ArrayList<>();
    Thread thread =
        new TomboThread(() -> suppressed.add(InstrumentationUtil.isSuppressed()), "own");
    thread.start();
    thread.join();

    assertThat(suppressed).containsExactly(true);
    assertThat(InstrumentationUtil.isSuppressed()).isFalse();
  }

  @Test
  void run_taskThrows_runsItOnce() {
    int[] runs = new int[1];

    assertThatThrownBy(
            () ->
                Untraced.run(
                    () -> {
                      runs[0]++;
                      throw new AssertionError("hostile");
                    }))
        .isInstanceOf(Throwable.class);
    assertThat(runs[0]).isEqualTo(1);
  }
}
