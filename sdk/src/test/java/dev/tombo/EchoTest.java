// SPDX-License-Identifier: Apache-2.0
package dev.tombo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

/** That a throwable counts once, however often it is captured on its way up. */
class EchoTest {
  private final Pipeline pipeline = new Pipeline();
  private final Tombo tombo = pipeline.tombo;

  @Test
  void capture_sameThrowableTwice_isOneEvent() {
    Exception thrown = new Exception("once");
    Receipt first = tombo.capture(thrown);
    Receipt second = tombo.capture(Event.builder().message("logged").exception(thrown).build());
    pipeline.run();

    assertThat(second.eventId()).isEqualTo(first.eventId());
    assertThat(first.isRepeat()).isFalse();
    assertThat(second.isRepeat()).isTrue();
    assertThat(pipeline.server.last().get("events")).hasSize(1);
    assertThat(tombo.status().sent()).isEqualTo(1);
    assertThat(tombo.status().echoes()).isEqualTo(1);
    assertThat(tombo.status().discarded()).isEmpty();
  }

  @Test
  void capture_wrappedAndCapturedAgain_isOneEvent() {
    Exception root = new Exception("root");
    Exception middle = new Exception("middle", root);
    Receipt first = tombo.capture(middle);

    assertThat(tombo.capture(new ExecutionException(middle)).eventId()).isEqualTo(first.eventId());
    assertThat(tombo.capture(new IllegalStateException(root)).isRepeat()).isTrue();
    assertThat(tombo.capture(root).isRepeat()).isTrue();
  }

  @Test
  void capture_wrapperOfABottomlessChain_isOneEvent() {
    Exception deep = new Exception("root");
    for (int i = 0; i < 10_000; i++) {
      deep = new Exception("level", deep);
    }
    tombo.capture(deep);

    assertThat(tombo.capture(new Exception("wrapper", deep)).isRepeat()).isTrue();
  }

  @Test
  void capture_equalButNotTheSame_areTwoEvents() {
    tombo.capture(new Same());

    assertThat(tombo.capture(new Same()).isRepeat()).isFalse();
  }

  @Test
  void capture_suppressedElsewhere_isAnEvent() {
    Exception suppressed = new Exception("first try");
    tombo.capture(suppressed);
    Exception last = new Exception("last try");
    last.addSuppressed(suppressed);

    assertThat(tombo.capture(last).isRepeat()).isFalse();
  }

  /** As the JVM does with a NullPointerException that is thrown often. */
  @Test
  void capture_sameStacklessThrowable_isAnEventEachTime() {
    Exception shared = new Exception("shared", null, false, false) {};
    tombo.capture(shared);

    assertThat(tombo.capture(shared).isRepeat()).isFalse();
    assertThat(tombo.capture(new Exception(shared)).isRepeat()).isFalse();
  }

  @Test
  void capture_brokenClassAskedForAgain_isAnEventEachTime() {
    Throwable cause = new ExceptionInInitializerError("broken");
    tombo.capture(new NoClassDefFoundError("A").initCause(cause));

    assertThat(tombo.capture(new NoClassDefFoundError("A").initCause(cause)).isRepeat()).isFalse();
  }

  @Test
  void capture_sameThrowableMuchLater_isAnEventAgain() {
    Exception constant = new Exception("constant");
    tombo.capture(constant);
    pipeline.time.advance(Duration.ofMinutes(2));

    assertThat(tombo.capture(constant).isRepeat()).isFalse();
    assertThat(tombo.capture(constant).isRepeat()).isTrue();
  }

  @Test
  void capture_firstWasRefused_countsTheSecond() {
    Pipeline full = new Pipeline(options -> options.maxQueueEvents(1));
    Exception thrown = new Exception("thrown");
    full.tombo.capture("fills the queue");
    assertThat(full.tombo.capture(thrown).discarded()).contains(DiscardReason.QUEUE_FULL);
    full.run();

    assertThat(full.tombo.capture(thrown).isRepeat()).isFalse();
  }

  @Test
  void capture_echoInAStorm_isNotOneMore() {
    for (int i = 0; i < 100; i++) {
      Exception thrown = new Exception("storm");
      tombo.capture(thrown);
      tombo.capture(new Exception("wrapped", thrown));
    }
    pipeline.run();

    assertThat(tombo.status().sent()).isEqualTo(100);
    assertThat(tombo.status().echoes()).isEqualTo(100);
  }

  @Test
  void capture_sameThrowableOnManyThreads_isOneEvent() throws InterruptedException {
    for (int round = 0; round < 200; round++) {
      Exception shared = new Exception("shared");
      CountDownLatch start = new CountDownLatch(1);
      List<Receipt> receipts = Collections.synchronizedList(new ArrayList<>());
      List<Thread> threads = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        threads.add(
            new Thread(
                () -> {
                  try {
                    start.await();
                    receipts.add(tombo.capture(shared));
                  } catch (InterruptedException end) {
                    Thread.currentThread().interrupt();
                  }
                }));
      }
      threads.forEach(Thread::start);
      start.countDown();
      for (Thread thread : threads) {
        thread.join();
      }
      assertThat(receipts).hasSize(4);
      assertThat(receipts.stream().filter(receipt -> !receipt.isRepeat()).count())
          .isLessThanOrEqualTo(1);
    }
    pipeline.run();
    assertThat(tombo.status().sent()).isEqualTo(200);
  }

  @SuppressWarnings({"serial", "ThrowableEqualsHashCode"})
  private static final class Same extends Exception {
    @Override
    public boolean equals(Object other) {
      return true;
    }

    @Override
    public int hashCode() {
      return 1;
    }
  }
}
