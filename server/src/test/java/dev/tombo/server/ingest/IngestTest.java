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
import dev.tombo.server.store.ProjectStore.ProjectChange;
import dev.tombo.server.store.jdbc.JdbcStore;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
      Admission admission = new Admission(store.projects(), clock, new SimpleMeterRegistry());
      Ingest ingest =
          new Ingest(
              Limits.STANDARD,
              clock,
              admission,
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
        .contains("UncheckedIOException", "JsonScrubber")
        .doesNotContain("hunter2");
  }

  @Test
  void accept_notCommitted_isNotChargedToTheRate() {
    long account = store.accounts().create("a@b", "a", "h", true, NOON).id();
    long project = store.projects().create("p", account, NOON).id();
    NewToken made = new NewToken(account, "t", new byte[32], new byte[1]);
    ApiToken token = store.apiTokens().create(project, made, NOON);
    Optional<OptionalLong> rate = Optional.of(OptionalLong.of(1));
    ProjectChange change = new ProjectChange(Optional.empty(), rate, Optional.empty());
    assertThat(store.projects().change(project, change)).isPresent();
    SimpleMeterRegistry meters = new SimpleMeterRegistry();
    InstantSource clock = InstantSource.fixed(NOON);
    Admission admission = new Admission(store.projects(), clock, meters);
    Digester digester = new Digester(store.digests(), meters, System::nanoTime);
    digester.close(PATIENCE);
    IngestMetrics metrics = new IngestMetrics(meters, System::nanoTime);
    Ingest ingest = new Ingest(Limits.STANDARD, clock, admission, digester, metrics);
    Batch batch = new Batch(null, null, List.of(good(1), good(2), good(3)), List.of());

    for (int i = 0; i < 3; i++) {
      ingest.admit(token);
      assertThatThrownBy(() -> ingest.accept(token, batch, PATIENCE))
          .isInstanceOf(BusyException.class);
    }
  }

  private static Part good(int id) {
    return new EventPart(Event.builder(new EventId(0, id)).message("m").build());
  }

  /** With JSON that no decoder lets through. */
  private static Part broken(int id) {
    Map<String, Json> context = Map.of("a", new Json("{hunter2"));
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
}
