// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tombo.server.digest.Item;
import dev.tombo.server.grouping.Grouping;
import dev.tombo.server.ingest.Batch.RepeatPart;
import dev.tombo.server.model.EventId;
import dev.tombo.server.model.Repeat;
import dev.tombo.server.model.ScrubbingRules;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The times of what is written, and its text. */
final class PreparationTest {
  private static final String ID = "0193a1b2c3d47e5f8a9b0c1d2e3f4a5b";
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final Instant OLDEST = NOON.minus(Duration.ofDays(30));

  @ParameterizedTest
  @CsvSource({
    "0001-01-01T00:00:00Z, 2026-10-24T12:00:00Z",
    "2026-10-24T11:59:59Z, 2026-10-24T12:00:00Z",
    "2026-11-01T00:00:00Z, 2026-11-01T00:00:00Z",
    "2026-11-30T00:00:00Z, 2026-11-23T11:00:00Z"
  })
  void prepare_repeat_firstIsWithinTheAgeAndNotAfterTheLast(Instant firstAt, Instant first) {
    Item item = repeat(firstAt, NOON.minus(Duration.ofHours(1)), null);

    assertThat(item.firstAt()).isEqualTo(first);
    assertThat(item.lastAt()).isEqualTo(NOON.minus(Duration.ofHours(1)));
  }

  @Test
  void prepare_repeatOfAClockFarAhead_firstIsWithinTheAge() {
    Instant sentAt = Instant.parse("9999-12-31T23:59:59Z");

    Item item = repeat(Instant.parse("0001-01-01T00:00:00Z"), sentAt, sentAt);

    assertThat(item.firstAt()).isEqualTo(OLDEST);
    assertThat(item.lastAt()).isEqualTo(NOON);
  }

  @Test
  void prepare_eventThatNothingChanges_isStoredAsItsClientWroteIt() {
    String sent = "{ \"id\": \"" + ID + "\", \"level\": \"ERROR\", \"message\": \"m\" }";

    EventText stored = stored("{\"events\": [ " + sent + " ]}");

    assertThat(stored.asSent()).isTrue();
    assertThat(new String(stored.json(), UTF_8)).isEqualTo(sent);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"tags\": {\"password\": \"hunter2\"}",
        "\"context\": {\"mdc\": {\"password\": \"hunter2\", \"password\": 1}}",
        "\"release\": \" 1.0 \"",
        "\"message\": 42",
        "\"receivedAt\": \"2026-11-23T12:00:00Z\""
      })
  void prepare_eventOfWhichSomethingChanges_isWrittenAnew(String field) {
    EventText stored =
        stored("{\"events\":[{\"id\":\"" + ID + "\",\"template\":\"t\"," + field + "}]}");

    assertThat(stored.asSent()).isFalse();
    assertThat(new String(stored.json(), UTF_8)).startsWith("{\"id\":").doesNotContain("hunter2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"message\": \"password=hunter2\", \"message\": \"x\"",
        "\"message\": \"password=hunter2\", \"m\\u0065ssage\": \"x\"",
        "\"id\": \"hunter2\"",
        "\"level\": \"hunter2\", \"level\": \"error\"",
        "\"tags\": {\"a\": \"hunter2\", \"a\": \"x\"}",
        "\"tags\": {\"a\": \"hunter2\"}, \"tags\": {\"b\": \"x\"}",
        "\"modules\": {\"a\": \"hunter2\", \"a\": \"1\"}",
        "\"context\": {\"mdc\": {\"a\": \"hunter2\"}, \"mdc\": {}}",
        "\"user\": {\"id\": \"hunter2\", \"id\": \"7\"}",
        "\"user\": {\"other\": \"hunter2\", \"other\": \"7\"}",
        "\"thread\": {\"name\": \"hunter2\", \"name\": \"main\"}",
        "\"request\": {\"url\": \"http://u:hunter2@h/\", \"url\": \"http://h/\"}",
        "\"request\": {\"headers\": {\"a\": \"hunter2\", \"a\": \"x\"}}",
        "\"exceptions\": [{\"type\": \"A\", \"message\": \"hunter2\", \"message\": \"x\"}]",
        "\"exceptions\": [{\"frames\": [{\"class\": \"A\", \"file\": \"hunter2\", \"file\": \"A.java\"}]}]",
        "\"exceptions\": [{\"frames\": [{\"context\": {\"line\": \"hunter2\", \"line\": \"x\"}}]}]",
        "\"breadcrumbs\": [{\"message\": \"a\"}, {\"message\": \"hunter2\", \"message\": \"x\"}]",
        "\"unknown\": \"hunter2\", \"unknown\": \"x\""
      })
  void prepare_eventWithAKeyTwice_keepsNothingOfTheFirst(String fields) {
    EventText stored =
        stored("{\"events\":[{" + fields + ",\"id\":\"" + ID + "\",\"template\":\"t\"}]}");

    assertThat(stored.asSent()).isFalse();
    assertThat(new String(stored.json(), UTF_8)).contains(ID).doesNotContain("hunter2");
  }

  @Test
  void prepare_eventWithKeysOfOneNameInManyObjects_isStoredAsItsClientWroteIt() {
    String frame = "{\"class\":\"A\",\"method\":\"m\",\"file\":\"A.java\",\"line\":1}";
    String thrown = "{\"type\":\"A\",\"frames\":[" + (frame + ",").repeat(99) + frame + "]}";
    String modules =
        IntStream.range(0, 500).mapToObj(n -> "\"m" + n + "\":\"1\"").collect(joining(","));

    EventText stored =
        stored(
            "{\"events\":[{\"modules\":{%s},\"exceptions\":[%s,%s],\"message\":\"m\",\"id\":\"%s\"}]}"
                .formatted(modules, thrown, thrown, ID));

    assertThat(stored.asSent()).isTrue();
  }

  private static EventText stored(String body) {
    NativeDecoder decoder = new NativeDecoder(Limits.STANDARD, () -> new EventId(0, 1));
    Item item = item(decoder.json(body.getBytes(UTF_8)).parts().getFirst());
    return new StoredBodies(new NoDictionaries())
        .text(1, Objects.requireNonNull(item.facts()).body());
  }

  private static Item repeat(Instant firstAt, Instant lastAt, @Nullable Instant sentAt) {
    Repeat repeat = new Repeat(new EventId(0, 1), new EventId(0, 2), 3, firstAt, lastAt, null);
    return item(new RepeatPart(repeat), sentAt);
  }

  private static Item item(Batch.Part part) {
    return item(part, null);
  }

  private static Item item(Batch.Part part, @Nullable Instant sentAt) {
    var prepared =
        new Preparation(
                Limits.STANDARD,
                Timing.of(NOON, sentAt),
                new Scrubber(ScrubbingRules.STANDARD),
                Grouping::judge,
                new Compressor(new NoDictionaries()),
                1)
            .prepare(part);
    return ((Preparation.Ready) prepared).item();
  }
}
