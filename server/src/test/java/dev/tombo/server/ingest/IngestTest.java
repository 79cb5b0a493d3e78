// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tombo.server.digest.Digester;
import dev.tombo.server.ingest.Batch.EventPart;
import dev.tombo.server.ingest.Batch.Part;
import dev.tombo.server.ingest.IngestResult.Rejection;
import dev.tombo.server.model.ApiToken;
import dev.tombo.server.model.Event;
import dev.tombo.server.model.EventId;
import dev.tombo.server.model.Json;
import dev.tombo.server.model.RejectReason;
import dev.tombo.server.store.ApiTokenStore.NewToken;
import dev.tombo.server.store.DigestStore;
import dev.tombo.server.store.DigestTransaction;
import dev.tombo.server.store.ProjectStore.ProjectChange;
import dev.tombo.server.store.StoreUnavailableException;
import dev.tombo.server.store.jdbc.JdbcStore;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What one event can do to the others of its batch. */
final class IngestTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Logger LOG = Logger.getLogger(Ingest.class.getName());

  @TempDir Path directory;
  private JdbcStore store;
  private final Heard heard = new Heard();

  @BeforeEach
  void open() {
    store = JdbcStore.sqlite(directory.resolve("tombo.db"));
    LOG.addHandler(heard);
    LOG.setUseParentHandlers(false);
  }

  @AfterEach
  void close() {
    LOG.setUseParentHandlers(true);
    LOG.removeHandler(heard);
    store.close();
  }

  @Test
  void accept_eventsThatCannotBePrepared_onlyTheyAreRejected() {
    long account = store.accounts().create("a@b", "a", "h", true, NOON).id();
    long project = store.projects().create("p", account, NOON).id();
    ApiToken token =
        store
            .apiTokens()
            .create(project, new NewToken(account, "t", new byte[32], new byte[1]), NOON);
    Digester digester = new Digester(store.digests(), new SimpleMeterRegistry(), System::nanoTime);
    try {
      digester.start(Thread.ofPlatform().factory());
      InstantSource clock = InstantSource.fixed(NOON);
      Admission admission = new Admission(store.projects(), clock);
      Ingest ingest =
          new Ingest(
              Limits.STANDARD,
              clock,
              admission,
              new ProjectScrubbers(store.scrubbing(), clock),
              judges(store, clock),
              new Compressor(store.dictionaries()),
              digester,
              new IngestMetrics(new SimpleMeterRegistry(), System::nanoTime));

      IngestResult result =
          ingest.accept(
              token,
              new Batch(null, null, List.of(good(1), broken(2), broken(3), good(4)), List.of()),
              PATIENCE);

      assertThat(result.accepted()).isEqualTo(2);
      assertThat(result.rejected())
          .containsExactly(
              new Rejection(1, new EventId(0, 2), RejectReason.NOT_STORABLE),
              new Rejection(2, new EventId(0, 3), RejectReason.NOT_STORABLE));
    } finally {
      digester.close(PATIENCE);
    }
    assertThat(heard.entries).hasSize(1);
    assertThat(heard.entries.getFirst())
        .contains("IllegalStateException", "Scrubber")
        .doesNotContain("hunter2");
  }

  @Test
  void accept_notCommitted_isNotChargedToTheRate() {
    long account = store.accounts().create("a@b", "a", "h", true, NOON).id();
    long project = store.projects().create("p", account, NOON).id();
    NewToken made = new NewToken(account, "t", new byte[32], new byte[1]);
    ApiToken token = store.apiTokens().create(project, made, NOON);
    Optional<OptionalLong> rate = Optional.of(OptionalLong.of(1));
    ProjectChange change =
        new ProjectChange(Optional.empty(), rate, Optional.empty(), Optional.empty());
    assertThat(store.projects().change(project, change, Instant.EPOCH)).isPresent();
    SimpleMeterRegistry meters = new SimpleMeterRegistry();
    InstantSource clock = InstantSource.fixed(NOON);
    Admission admission = new Admission(store.projects(), clock);
    Digester digester = new Digester(store.digests(), meters, System::nanoTime);
    digester.close(PATIENCE);
    IngestMetrics metrics = new IngestMetrics(meters, System::nanoTime);
    Ingest ingest =
        new Ingest(
            Limits.STANDARD,
            clock,
            admission,
            new ProjectScrubbers(store.scrubbing(), clock),
            judges(store, clock),
            new Compressor(store.dictionaries()),
            digester,
            metrics);
    Batch batch = new Batch(null, null, List.of(good(1), good(2), good(3)), List.of());

    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(() -> ingest.admit(token, () -> ingest.accept(token, batch, PATIENCE)))
          .isInstanceOf(BusyException.class);
    }
  }

  @ParameterizedTest
  @CsvSource({"2, false", "4, true"})
  void accept_databaseLockedForAWhile_isTriedAgainAsLongAsPatienceLasts(
      int seconds, boolean committed) {
    long account = store.accounts().create("a@b", "a", "h", true, NOON).id();
    long project = store.projects().create("p", account, NOON).id();
    NewToken made = new NewToken(account, "t", new byte[32], new byte[1]);
    ApiToken token = store.apiTokens().create(project, made, NOON);
    SimpleMeterRegistry meters = new SimpleMeterRegistry();
    AtomicReference<Instant> now = new AtomicReference<>(NOON);
    InstantSource clock = now::get;
    Locked locked = new Locked(store.digests(), () -> now.updateAndGet(at -> at.plusSeconds(2)));
    Digester digester = new Digester(locked, meters, System::nanoTime);
    Admission admission = new Admission(store.projects(), clock);
    IngestMetrics metrics = new IngestMetrics(meters, System::nanoTime);
    Ingest ingest =
        new Ingest(
            Limits.STANDARD,
            clock,
            admission,
            new ProjectScrubbers(store.scrubbing(), clock),
            judges(store, clock),
            new Compressor(store.dictionaries()),
            digester,
            metrics);
    Batch batch = new Batch(null, null, List.of(good(1)), List.of());
    Duration patience = Duration.ofSeconds(seconds);
    try {
      digester.start(Thread.ofPlatform().factory());
      if (committed) {
        assertThat(ingest.accept(token, batch, patience).accepted()).isEqualTo(1);
      } else {
        assertThatThrownBy(() -> ingest.accept(token, batch, patience))
            .isInstanceOf(BusyException.class);
      }
    } finally {
      digester.close(PATIENCE);
    }
  }

  /** A store whose first transaction waits for a lock in vain. */
  private static final class Locked implements DigestStore {
    private final DigestStore store;
    private final Runnable wait;
    private boolean waited;

    Locked(DigestStore store, Runnable wait) {
      this.store = store;
      this.wait = wait;
    }

    @Override
    public void inTransaction(Consumer<DigestTransaction> work) {
      if (!waited) {
        waited = true;
        wait.run();
        throw new StoreUnavailableException("locked", new SQLException("locked"));
      }
      store.inTransaction(work);
    }

    @Override
    public boolean projectsShareTransactions() {
      return store.projectsShareTransactions();
    }
  }

  private static Part good(int id) {
    return new EventPart(Event.builder(new EventId(0, id)).message("m").build());
  }

  /** With JSON that no decoder lets through. */
  private static Part broken(int id) {
    Map<String, Json> context =
        new AbstractMap<>() {
          @Override
          public Set<Entry<String, Json>> entrySet() {
            throw new IllegalStateException("hunter2");
          }
        };
    return new EventPart(Event.builder(new EventId(0, id)).message("m").context(context).build());
  }

  /** Keeps what is logged, with its stacks. */
  private static final class Heard extends Handler {
    private final List<String> entries = new ArrayList<>();

    @Override
    public void publish(LogRecord entry) {
      StringWriter text = new StringWriter().append(entry.getMessage());
      if (entry.getThrown() != null) {
        entry.getThrown().printStackTrace(new PrintWriter(text, true));
      }
      entries.add(text.toString());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }

  private static Judges judges(JdbcStore store, InstantSource clock) {
    return new Judges(new ProjectRules(store.groupings(), clock), List.of(), clock.instant());
  }
}
