// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.grouping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.tombo.server.model.Event;
import dev.tombo.server.model.EventId;
import dev.tombo.server.model.Frame;
import dev.tombo.server.model.GroupingRules;
import dev.tombo.server.model.Level;
import dev.tombo.server.model.Thrown;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Judges events of random texts in every place that is read: an event that fails here is lost. */
final class RandomTextsTest {
  /** What numbers, dates, addresses, generated names and quotations are made of. */
  private static final String CHARACTERS =
      "0123456789.:-/,+eE xhmsPTDµ@$#[]{}()\"'<>=_~\\Zzab;%!?|&*\n\tAFü";

  private static final List<String> PLATFORMS =
      List.of("java", "javascript", "node", "python", "ruby", "php", "go", "csharp", "cocoa", "");

  private static final List<String> PIECES =
      List.of(
          "$$Lambda",
          "lambda$",
          "$Proxy",
          "/0x",
          "$$Enhancer",
          "<init>",
          "1/2",
          "2024-01",
          "::",
          "anonymous",
          "0x1f",
          "@1a2b",
          "PT1H");

  private final SplittableRandom random;
  private final long seed = Long.getLong("texts.seed", new SplittableRandom().nextLong());

  RandomTextsTest() {
    random = new SplittableRandom(seed);
  }

  @Test
  void judgeAndExplain_randomTexts_neverFail() {
    for (int i = 0; i < 50_000; i++) {
      Event event = event();
      assertThatCode(
              () -> {
                assertThat(Grouping.judge(event).fingerprint().value()).isNotEmpty();
                var unused = Grouping.explain(event, GroupingRules.NONE);
              })
          .as("-Dtexts.seed=%d, event %d: %s", seed, i, event)
          .doesNotThrowAnyException();
    }
  }

  private Event event() {
    Event.Builder event =
        Event.builder(new EventId(1, 2))
            .occurredAt(Instant.EPOCH)
            .level(Level.ERROR)
            .platform(PLATFORMS.get(random.nextInt(PLATFORMS.size())))
            .message(text())
            .logger(text());
    if (random.nextInt(3) > 0) {
      event.exceptions(
          List.of(
              new Thrown(
                  text(),
                  text(),
                  Thrown.Relation.THROWN,
                  null,
                  0,
                  List.of(frame(), frame(), frame()),
                  null,
                  Map.of())));
    }
    return event.build();
  }

  private Frame frame() {
    return new Frame(
        text(), text(), text(), random.nextInt(100), null, text(), null, null, null, Map.of());
  }

  private String text() {
    StringBuilder text = new StringBuilder();
    for (int left = random.nextInt(14); left > 0; left--) {
      if (random.nextInt(6) == 0) {
        text.append(PIECES.get(random.nextInt(PIECES.size())));
      } else {
        text.append(CHARACTERS.charAt(random.nextInt(CHARACTERS.length())));
      }
    }
    return text.toString();
  }
}
