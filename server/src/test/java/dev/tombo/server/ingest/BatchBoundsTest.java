// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.ingest;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import dev.tombo.server.ingest.Batch.EventPart;
import dev.tombo.server.ingest.Batch.Part;
import dev.tombo.server.ingest.Batch.RepeatPart;
import dev.tombo.server.ingest.Batch.Unreadable;
import dev.tombo.server.model.Discard;
import dev.tombo.server.model.Event;
import dev.tombo.server.model.EventId;
import dev.tombo.server.model.Frame;
import dev.tombo.server.model.RejectReason;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a batch cannot make the decoder keep, however small it is when compressed. */
final class BatchBoundsTest {
  private static final String ID = "0193a1b2c3d47e5f8a9b0c1d2e3f4a5b";
  private static final Limits SMALL = new Limits(1 << 20, 3, 1_000, 500, Duration.ofDays(30));

  @Test
  void json_moreItemsThanABatchMay_isTooLarge() {
    assertThat(json(SMALL, "{\"events\":[{},7],\"repeats\":[{}]}").parts()).hasSize(3);
    assertThatThrownBy(() -> json(SMALL, "{\"events\":[{},7],\"repeats\":[{},{}]}"))
        .isInstanceOf(BodyTooLargeException.class)
        .hasMessageContaining("over 3 events and repeats");
  }

  @Test
  void ndjson_moreLinesThanABatchMay_isTooLarge() {
    assertThatThrownBy(() -> decoder(SMALL).ndjson("{\"event\":{}}\nbad\nbad\nbad".getBytes(UTF_8)))
        .isInstanceOf(BodyTooLargeException.class);
  }

  @Test
  void json_eventBeyondItsBound_isPassedOverAndTheNextIsRead() {
    String large = withId(",\"exceptions\":[" + times(200, i -> "{\"frames\":[{},{},{}]}") + "]");
    String tags =
        withId(",\"tags\":{" + times(200, i -> "\"t" + i + "\":1") + "},\"level\":\"info\"");
    Batch batch = json(SMALL, "{\"events\":[" + large + "," + tags + "," + withId("") + "]}");

    assertThat(batch.parts().subList(0, 2))
        .allSatisfy(
            part ->
                assertThat(part)
                    .isEqualTo(new Unreadable(EventId.parse(ID).get(), RejectReason.TOO_LARGE)));
    assertThat(batch.parts().getLast()).isInstanceOf(EventPart.class);
  }

  @Test
  void json_idAfterTheBound_isNotMadeUp() {
    String event = "{\"message\":\"" + "x".repeat(2_000) + "\",\"id\":\"" + ID + "\"}";

    assertThat(json(SMALL, "{\"events\":[" + event + "]}").parts())
        .containsExactly(new Unreadable(null, RejectReason.TOO_LARGE));
  }

  @Test
  void json_repeatWithItsEventBeyondTheBound_isTooLarge() {
    String start = "{\"id\":\"" + ID + "\",\"of\":\"" + ID + "\",\"event\":";
    String large =
        start + withId(",\"arguments\":[" + times(600, i -> "\"\"") + "]") + ",\"count\":2}";
    Batch batch = json(SMALL, "{\"repeats\":[" + large + "," + start + withId("") + "}]}");

    assertThat(batch.parts().getFirst())
        .isEqualTo(new Unreadable(EventId.parse(ID).get(), RejectReason.TOO_LARGE));
    assertThat(batch.parts().getLast()).isInstanceOf(RepeatPart.class);
  }

  @Test
  void json_manyReasonsOfDiscards_theRestIsOther() {
    String discarded = times(70, i -> "{\"reason\":\"r" + i % 60 + "\",\"count\":2}");
    List<Discard> discards = json(SMALL, "{\"discarded\":[" + discarded + "]}").discards();

    assertThat(discards)
        .hasSize(51)
        .contains(new Discard("r0", 4), new Discard("r49", 2), new Discard("other", 20));
  }

  @Test
  void json_longLists_areCutAndNoted() {
    String frames = times(700, i -> "{\"line\":" + i + "}");
    String exceptions = times(150, i -> i == 0 ? "{\"frames\":[" + frames + "]}" : "{}");
    String crumbs = times(300, i -> "{\"message\":\"" + i + "\"}");
    Event event =
        event(withId(",\"exceptions\":[" + exceptions + "],\"breadcrumbs\":[" + crumbs + "]"));

    assertThat(event.exceptions()).hasSize(100);
    assertThat(event.exceptions().getFirst().frames())
        .hasSize(500)
        .extracting(Frame::line)
        .contains(0, 249, 450, 699)
        .doesNotContain(250, 449);
    assertThat(event.breadcrumbs())
        .hasSize(200)
        .first()
        .hasFieldOrPropertyWithValue("message", "100");
    assertThat(event.notes())
        .containsExactly(
            "exceptions[].frames: more than 500, 200 left out",
            "exceptions: more than 100, 50 left out",
            "breadcrumbs: more than 200, 100 left out");
  }

  @Test
  void json_keysThatCollide_isMalformed() {
    List<String> keys = collidingKeys(20_000);
    String event = "{\"context\":{\"a\":{" + object(keys) + "}}}";

    assertThatThrownBy(() -> json(Limits.STANDARD, "{\"events\":[" + event + "]}"))
        .isInstanceOf(MalformedBodyException.class);
    assertThat(
            decoder(Limits.STANDARD).ndjson(("{\"event\":" + event + "}").getBytes(UTF_8)).parts())
        .containsExactly(new Unreadable(null, RejectReason.MALFORMED));
  }

  /** A sender could otherwise have the events of another refused. */
  @Test
  void json_keysThatCollideWithThoseOfOtherDocuments_areRead() {
    List<String> keys = collidingKeys(2_000);
    for (int i = 0; i + 100 < keys.size(); i += 100) {
      event(withId(",\"context\":{\"a\":{" + object(keys.subList(i, i + 100)) + "}}"));
    }

    String last = keys.getLast();
    assertThat(event(withId(",\"tags\":{\"" + last + "\":\"v\"}")).tags())
        .containsExactly(entry(last, "v"));
  }

  private static String object(List<String> keys) {
    return keys.stream().map(key -> '"' + key + "\":1").collect(Collectors.joining(","));
  }

  /** Keys of eight letters, all of one hash under Jackson's function, whatever its seed. */
  private static List<String> collidingKeys(int count) {
    int inverse = 1;
    for (int i = 0; i < 5; i++) {
      inverse *= 2 - 33 * inverse;
    }
    List<String> keys = new ArrayList<>();
    for (int i = 0; keys.size() < count; i++) {
      int first = 0;
      for (int rest = i, at = 0; at < 4; at++, rest /= 58) {
        first = first << 8 | ('A' + rest % 58);
      }
      int hash = first + (first >>> 15);
      hash ^= hash >>> 9;
      byte[] key = ByteBuffer.allocate(8).putInt(first).putInt((7 - hash) * inverse).array();
      String text = new String(key, US_ASCII);
      if (text.chars().allMatch(c -> c > ' ' && c < 127 && c != '"' && c != '\\')) {
        keys.add(text);
      }
    }
    return keys;
  }

  private static Event event(String json) {
    Part part = json(Limits.STANDARD, "{\"events\":[" + json + "]}").parts().getFirst();
    return ((EventPart) part).event();
  }

  private static Batch json(Limits limits, String body) {
    return decoder(limits).json(body.getBytes(UTF_8));
  }

  private static NativeDecoder decoder(Limits limits) {
    return new NativeDecoder(limits, () -> new EventId(0, 1));
  }

  private static String withId(String fields) {
    return "{\"id\":\"" + ID + "\"" + fields + "}";
  }

  private static String times(int n, IntFunction<String> element) {
    return IntStream.range(0, n).mapToObj(element).collect(Collectors.joining(","));
  }
}
