// SPDX-License-Identifier: Apache-2.0
package dev.tombo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes to the disk when, and what comes back from there. */
class SpoolTest {
  @TempDir Path directory;

  @Test
  void run_serverAway_putsOnDiskAndSendsFromThere() throws IOException {
    Pipeline pipeline = pipeline(options -> options);
    pipeline.server.thenUnreachable().thenUnreachable();
    Receipt receipt = pipeline.tombo.capture("one");
    pipeline.run();

    assertThat(segments()).hasSize(1);
    assertThat(pipeline.tombo.status().spooled()).isEqualTo(1);
    assertThat(pipeline.tombo.status().queued()).isZero();
    assertThat(pipeline.tombo.flush(Duration.ZERO)).isFalse();

    pipeline.advance(Duration.ofMinutes(1));
    pipeline.advance(Duration.ofMinutes(1));
    assertThat(ids(pipeline)).containsOnly(receipt.eventId().orElse("none"));
    assertThat(pipeline.tombo.status().sent()).isEqualTo(1);
    assertThat(pipeline.tombo.status().spooled()).isZero();
    assertThat(pipeline.tombo.flush(Duration.ZERO)).isTrue();
    assertThat(segments()).isEmpty();
  }

  @Test
  void run_serverThere_writesNothing() throws IOException {
    Pipeline pipeline = pipeline(options -> options);
    pipeline.tombo.capture("one");
    pipeline.run();

    assertThat(segments()).isEmpty();
  }

  @Test
  void run_awayForLong_holdsMoreThanTheQueue() {
    Pipeline pipeline = pipeline(options -> options.maxQueueEvents(20).maxBatchEvents(10));
    List<String> captured = new ArrayList<>();
    pipeline.server.then(503, "", "3600");
    for (int i = 0; i < 200; i++) {
      captured.add(pipeline.tombo.capture("event " + i).eventId().orElse("none"));
      pipeline.advance(Duration.ofSeconds(1));
    }
    assertThat(pipeline.tombo.status().spooled()).isGreaterThan(190);

    pipeline.advance(Duration.ofHours(1));
    assertThat(pipeline.tombo.status().discarded()).isEmpty();
    assertThat(pipeline.tombo.status().sent()).isEqualTo(200);
    assertThat(ids(pipeline)).containsAll(captured);
  }

  @Test
  void close_serverAway_nextStartSendsUnderSameIds() throws IOException {
    Pipeline first = pipeline(options -> options);
    for (int i = 0; i < 20; i++) {
      first.server.thenUnreachable();
    }
    List<String> captured = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      captured.add(first.tombo.capture("event " + i).eventId().orElse("none"));
    }
    first.run();
    captured.add(first.tombo.capture("last").eventId().orElse("none"));
    first.channel.refuse(DiscardReason.TOO_LARGE);
    end(first);

    assertThat(first.tombo.status().spooled()).isEqualTo(6);
    assertThat(first.tombo.status().queued()).isZero();
    assertThat(first.discarded(DiscardReason.SHUTDOWN)).isZero();

    Pipeline second = pipeline(options -> options);
    second.run();

    assertThat(ids(second)).containsExactlyElementsOf(captured);
    assertThat(second.server.batches.get(0).at("/discarded/0/reason").asText())
        .isEqualTo("too_large");
    assertThat(second.tombo.status().sent()).isEqualTo(6);
    assertThat(second.tombo.status().spooled()).isZero();
    end(second);
    assertThat(segments()).isEmpty();
  }

  @Test
  void close_storm_isReplayedWithItsCount() {
    Pipeline first = pipeline(options -> options);
    first.server.thenUnreachable().thenUnreachable();
    for (int i = 0; i < 100; i++) {
      first.tombo.capture(new IllegalStateException("storm"));
    }
    first.run();
    end(first);
    assertThat(first.tombo.status().spooled()).isEqualTo(100);

    Pipeline second = pipeline(options -> options);
    second.run();
    assertThat(second.server.last().at("/repeats/0/count").asInt()).isEqualTo(89);
    assertThat(second.tombo.status().sent()).isEqualTo(100);
  }

  @Test
  void run_tooLargeForTheServer_splitsWhatIsOnDisk() throws IOException {
    Pipeline pipeline = pipeline(options -> options);
    pipeline.server.thenUnreachable().then(413).thenUnreachable();
    pipeline.tombo.capture("one");
    pipeline.tombo.capture("two");
    for (int i = 0; i < 4; i++) {
      pipeline.advance(Duration.ofMinutes(1));
    }

    assertThat(pipeline.tombo.status().sent()).isEqualTo(2);
    assertThat(pipeline.tombo.status().spooled()).isZero();
    assertThat(segments()).isEmpty();
  }

  @Test
  void run_spoolFull_keepsInMemory() {
    Pipeline pipeline = pipeline(options -> options.maxSpoolBytes(600));
    for (int i = 0; i < 10; i++) {
      pipeline.server.thenUnreachable();
    }
    for (int i = 0; i < 10; i++) {
      pipeline.tombo.capture("event " + i);
      pipeline.advance(Duration.ofSeconds(3));
    }
    assertThat(pipeline.tombo.status().spooled()).isBetween(1L, 2L);
    assertThat(pipeline.tombo.status().queued() + pipeline.tombo.status().spooled()).isEqualTo(10);

    for (int i = 0; i < 10; i++) {
      pipeline.advance(Duration.ofMinutes(1));
    }
    assertThat(pipeline.tombo.status().sent()).isEqualTo(10);
  }

  @Test
  void run_tooOld_isCountedAsExpired() throws IOException {
    Pipeline first = pipeline(options -> options);
    first.server.thenUnreachable().thenUnreachable();
    first.tombo.capture("old");
    first.run();
    end(first);

    Pipeline second = pipeline(options -> options);
    second.time.advance(Duration.ofDays(8));
    second.run();

    assertThat(second.server.batches).isEmpty();
    assertThat(second.discarded(DiscardReason.EXPIRED)).isEqualTo(1);
    assertThat(second.tombo.status().spooled()).isZero();
    assertThat(segments()).isEmpty();
  }

  @Test
  void run_always_isOnDiskBeforeItIsSent() throws IOException {
    Pipeline pipeline = pipeline(options -> options.spool(SpoolMode.ALWAYS));
    List<Integer> whileSending = new ArrayList<>();
    pipeline.server.then(
        () -> {
          whileSending.add(segments().size());
          return new Reply(200, null, "{\"accepted\":1}".getBytes(UTF_8));
        });
    pipeline.tombo.capture("one");
    pipeline.run();

    assertThat(whileSending).containsExactly(1);
    assertThat(pipeline.tombo.status().sent()).isEqualTo(1);
    assertThat(pipeline.channel.worker.stored().reached()).isEqualTo(1);
    assertThat(segments()).isEmpty();
  }

  @Test
  void run_alwaysAndBackAgain_sendsManySmallRecordsTogether() {
    Pipeline pipeline = pipeline(options -> options.spool(SpoolMode.ALWAYS));
    pipeline.server.thenUnreachable();
    for (int i = 0; i < 3; i++) {
      pipeline.tombo.capture("event " + i);
      pipeline.run();
    }
    pipeline.advance(Duration.ofMinutes(1));
    pipeline.advance(Duration.ofMinutes(1));

    assertThat(pipeline.server.batches).hasSize(3);
    assertThat(pipeline.server.last().get("events")).hasSize(2);
    assertThat(pipeline.tombo.status().sent()).isEqualTo(3);
  }

  private Pipeline pipeline(UnaryOperator<TomboOptions.Builder> settings) {
    return new Pipeline(
        options -> settings.apply(options.spoolDirectory(directory).closeTimeout(Duration.ZERO)));
  }

  /** Closes what has no thread. */
  static void end(Pipeline pipeline) {
    pipeline.channel.queue.close();
    pipeline.channel.worker.close(pipeline.time.nanos());
    pipeline.channel.worker.run();
  }

  private List<Path> segments() throws IOException {
    return segments(directory);
  }

  static List<Path> segments(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files
          .filter(file -> file.toString().endsWith(".segment"))
          .sorted()
          .collect(Collectors.toList());
    }
  }

  private static List<String> ids(Pipeline pipeline) {
    List<String> ids = new ArrayList<>();
    for (JsonNode batch : pipeline.server.batches) {
      batch.get("events").forEach(event -> ids.add(event.get("id").asText()));
    }
    return ids;
  }
}
