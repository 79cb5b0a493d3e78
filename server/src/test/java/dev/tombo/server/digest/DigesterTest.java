// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.digest;

import static dev.tombo.server.digest.Items.event;
import static dev.tombo.server.digest.Items.submission;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tombo.server.store.DigestStore;
import dev.tombo.server.store.DigestTransaction;
import dev.tombo.server.store.StoreConflictException;
import dev.tombo.server.store.StoreUnavailableException;
import dev.tombo.server.store.jdbc.JdbcStore;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pipeline, run by hand without its thread. */
final class DigesterTest {
  @TempDir Path directory;
  private JdbcStore store;
  private final AtomicInteger transactions = new AtomicInteger();

  @BeforeEach
  void open() {
    store = JdbcStore.sqlite(directory.resolve("tombo.db"));
    long account = store.accounts().create("a@b", "a", "h", true, Items.NOW).id();
    store.projects().create("p", account, Items.NOW);
    store.projects().create("q", account, Items.NOW);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void runOnce_whatGathered_isOneTransaction() {
    Digester digester = digester(counting(true));
    var one = digester.submit(submission(1, List.of(event(1, "f"))), Duration.ZERO);
    var other = digester.submit(submission(2, List.of(event(2, "f"))), Duration.ZERO);
    assertThat(one).isNotDone();
    assertThat(digester.runOnce()).isTrue();
    assertThat(one.join()).containsExactly(Outcome.ACCEPTED);
    assertThat(other.join()).containsExactly(Outcome.ACCEPTED);
    assertThat(transactions).hasValue(1);
  }

  @Test
  void runOnce_projectsApart_isATransactionEach() {
    Digester digester = digester(counting(false));
    var one = digester.submit(submission(1, List.of(event(1, "f"))), Duration.ZERO);
    var other = digester.submit(submission(2, List.of(event(2, "f"))), Duration.ZERO);
    var more = digester.submit(submission(1, List.of(event(3, "f"))), Duration.ZERO);
    digester.runOnce();
    assertThat(List.of(one, other, more)).allMatch(CompletableFuture::isDone);
    assertThat(transactions).hasValue(2);
  }

  @Test
  void runOnce_databaseUnavailable_answersBusyAndGoesOn() {
    AtomicInteger calls = new AtomicInteger();
    DigestStore flaky =
        new DigestStore() {
          @Override
          public void inTransaction(Consumer<DigestTransaction> work) {
            if (calls.getAndIncrement() == 0) {
              throw new StoreUnavailableException("locked", new IllegalStateException("locked"));
            }
            store.digests().inTransaction(work);
          }

          @Override
          public boolean projectsShareTransactions() {
            return true;
          }
        };
    Digester digester = digester(flaky);
    CompletableFuture<List<Outcome>> first =
        digester.submit(submission(1, List.of(event(1, "f"))), Duration.ZERO);
    digester.runOnce();
    assertThatThrownBy(first::join)
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(NotCommittedException.class);
    var retry = digester.submit(submission(1, List.of(event(1, "f"))), Duration.ZERO);
    digester.runOnce();
    assertThat(retry.join()).containsExactly(Outcome.ACCEPTED);
  }

  @Test
  void close_whatWaits_isCommittedFirst() {
    Digester digester = digester(counting(true));
    var answer = digester.submit(submission(1, List.of(event(1, "f"))), Duration.ZERO);
    digester.close(Duration.ZERO);
    assertThat(digester.runOnce()).isTrue();
    assertThat(answer.join()).containsExactly(Outcome.ACCEPTED);
    assertThat(digester.runOnce()).isFalse();
    assertThatThrownBy(() -> digester.submit(submission(1, List.of()), Duration.ZERO))
        .isInstanceOf(NotCommittedException.class);
  }

  @Test
  void start_databaseFailsForGood_everybodyIsAnswered() {
    Digester digester =
        digester(
            failing(
                () -> {
                  throw new OutOfMemoryError("planted");
                }));
    digester.start(Thread.ofPlatform().daemon(true).factory());
    var first = digester.submit(submission(1, List.of(event(1, "f"))), Duration.ZERO);
    assertThatThrownBy(first::join).hasCauseInstanceOf(OutOfMemoryError.class);
    var second = digester.submit(submission(1, List.of(event(2, "f"))), Duration.ZERO);
    assertThatThrownBy(second::join).hasCauseInstanceOf(OutOfMemoryError.class);
    digester.close(Duration.ofSeconds(30));
  }

  @Test
  void runOnce_databaseUnavailable_whoWaitsIsAnsweredToo() {
    Digester[] itself = new Digester[1];
    List<CompletableFuture<List<Outcome>>> later = new ArrayList<>();
    itself[0] =
        digester(
            failing(
                () -> {
                  later.add(itself[0].submit(submission(1, List.of(event(2, "f"))), Duration.ZERO));
                  throw new StoreUnavailableException("locked", new IllegalStateException());
                }));
    var first = itself[0].submit(submission(1, List.of(event(1, "f"))), Duration.ZERO);
    itself[0].runOnce();
    assertThat(first).isCompletedExceptionally();
    assertThat(later).singleElement().matches(CompletableFuture::isCompletedExceptionally);
  }

  @Test
  void runOnce_databaseInTrouble_isCounted() {
    SimpleMeterRegistry meters = new SimpleMeterRegistry();
    Iterator<RuntimeException> troubles =
        List.<RuntimeException>of(
                new StoreConflictException("first"),
                new StoreConflictException("second"),
                new StoreUnavailableException("third", new IllegalStateException()))
            .iterator();
    DigestStore inTrouble =
        failing(
            () -> {
              throw troubles.next();
            });
    Digester digester = new Digester(inTrouble, meters, System::nanoTime);
    var answer = digester.submit(submission(1, List.of(event(1, "f"))), Duration.ZERO);

    digester.runOnce();

    assertThat(answer).isCompletedExceptionally();
    assertThat(meters.get("tombo.commit.retries").counter().count()).isEqualTo(2);
    assertThat(meters.get("tombo.commit.unavailable").counter().count()).isEqualTo(1);
    assertThat(meters.get("tombo.commit").timer().count()).isZero();
  }

  private static DigestStore failing(Runnable failure) {
    return new DigestStore() {
      @Override
      public void inTransaction(Consumer<DigestTransaction> work) {
        failure.run();
      }

      @Override
      public boolean projectsShareTransactions() {
        return true;
      }
    };
  }

  private Digester digester(DigestStore digests) {
    return new Digester(digests, new SimpleMeterRegistry(), System::nanoTime);
  }

  private DigestStore counting(boolean shared) {
    return new DigestStore() {
      @Override
      public void inTransaction(Consumer<DigestTransaction> work) {
        transactions.incrementAndGet();
        store.digests().inTransaction(work);
      }

      @Override
      public boolean projectsShareTransactions() {
        return shared;
      }
    };
  }
}
