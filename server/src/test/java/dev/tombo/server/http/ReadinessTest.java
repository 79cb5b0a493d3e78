// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tombo.server.digest.Digester;
import dev.tombo.server.ingest.Admission;
import dev.tombo.server.ingest.Compressor;
import dev.tombo.server.ingest.Ingest;
import dev.tombo.server.ingest.IngestMetrics;
import dev.tombo.server.ingest.Judges;
import dev.tombo.server.ingest.Limits;
import dev.tombo.server.ingest.ProjectRules;
import dev.tombo.server.ingest.ProjectScrubbers;
import dev.tombo.server.store.jdbc.JdbcStore;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tries what a server that cannot store says of itself. */
final class ReadinessTest {
  @TempDir private Path directory;
  private long now;

  private Readiness readiness(JdbcStore store, Digester digester) {
    MeterRegistry meters = new SimpleMeterRegistry();
    InstantSource clock = InstantSource.system();
    Admission admission = new Admission(store.projects(), clock);
    IngestMetrics metrics = new IngestMetrics(meters, System::nanoTime);
    Judges judges =
        new Judges(new ProjectRules(store.groupings(), clock), List.of(), clock.instant());
    Compressor compressor = new Compressor(store.dictionaries());
    Ingest ingest =
        new Ingest(
            Limits.STANDARD,
            clock,
            admission,
            new ProjectScrubbers(store.scrubbing(), clock),
            judges,
            compressor,
            digester,
            metrics);
    return new Readiness(store, ingest, () -> now);
  }

  private static Digester digester(JdbcStore store) {
    return new Digester(store.digests(), new SimpleMeterRegistry(), System::nanoTime);
  }

  private void later() {
    now += TimeUnit.SECONDS.toNanos(2);
  }

  @Test
  void problems_ofADatabaseLockedByAnother_nameTheLockUntilItIsGone() throws SQLException {
    Path file = directory.resolve("tombo.db");
    try (JdbcStore store = JdbcStore.sqlite(file);
        Connection other = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = other.createStatement()) {
      Digester digester = digester(store);
      digester.start(Thread.ofPlatform().daemon().factory());
      Readiness readiness = readiness(store, digester);
      assertThat(readiness.problems()).isEmpty();

      statement.execute("begin immediate");
      assertThat(readiness.problems()).as("within a second").isEmpty();
      later();
      assertThat(readiness.problems())
          .containsExactly("the database cannot be written: another process holds its lock");

      statement.execute("rollback");
      later();
      assertThat(readiness.problems()).isEmpty();
      digester.close(Duration.ofSeconds(60));
    }
  }

  @Test
  void problems_ofAClosedQueue_nameIt() {
    try (JdbcStore store = JdbcStore.sqlite(directory.resolve("tombo.db"))) {
      Digester digester = digester(store);
      digester.start(Thread.ofPlatform().daemon().factory());
      Readiness readiness = readiness(store, digester);
      digester.close(Duration.ofSeconds(60));

      assertThat(readiness.problems()).containsExactly("the queue is closed");
    }
  }

  @Test
  void problems_ofALostPostgres_nameNoAddress() throws IOException {
    EmbeddedPostgres postgres = EmbeddedPostgres.start();
    String url = "jdbc:postgresql://localhost:" + postgres.getPort() + "/postgres?user=postgres";
    try (JdbcStore store = JdbcStore.postgres(url, "", "")) {
      Digester digester = digester(store);
      digester.start(Thread.ofPlatform().daemon().factory());
      Readiness readiness = readiness(store, digester);
      assertThat(readiness.problems()).isEmpty();

      postgres.close();
      later();

      assertThat(readiness.problems())
          .singleElement()
          .asString()
          .startsWith("the database cannot be written: ")
          .doesNotContain("localhost", "postgres", "log");
      digester.close(Duration.ofSeconds(60));
    }
  }
}
