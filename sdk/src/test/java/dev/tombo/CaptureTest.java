// SPDX-License-Identifier: Apache-2.0
package dev.tombo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What is captured, and that nothing an application can hand over gets out of {@code capture}. */
class CaptureTest {
  /** How many events to capture from the end of the stack on; the last few have enough of it. */
  private static final int CAPTURES = 150;

  private final Pipeline pipeline = new Pipeline();
  private final Tombo tombo = pipeline.tombo;

  @Test
  void capture_throwable_sendsTypeMessageAndFrames() {
    Receipt receipt = tombo.capture(new IllegalStateException("broken"));

    JsonNode event = sent();
    assertThat(receipt.discarded()).isEmpty();
    assertThat(event.get("id").asText()).isEqualTo(receipt.eventId().orElse("none"));
    assertThat(event.get("level").asText()).isEqualTo("error");
    assertThat(event.get("handled").asBoolean()).isTrue();
    assertThat(event.get("origin").asText()).isEqualTo("app-1");
    assertThat(event.at("/thread/name").asText()).isEqualTo(Thread.currentThread().getName());
    assertThat(event.at("/exceptions/0/type").asText())
        .isEqualTo("java.lang.IllegalStateException");
    assertThat(event.at("/exceptions/0/message").asText()).isEqualTo("broken");
    assertThat(event.at("/exceptions/0/frames/0/class").asText())
        .isEqualTo(CaptureTest.class.getName());
    assertThat(event.at("/exceptions/0/frames/0/inApp").isMissingNode()).isTrue();
  }

  @Test
  void capture_inAppConfigured_marksFrames() {
    Pipeline pipeline = new Pipeline(options -> options.inApp("dev.tombo"));
    pipeline.tombo.capture(new IllegalStateException("broken"));
    pipeline.run();

    JsonNode frames = pipeline.server.last().at("/events/0/exceptions/0/frames");
    assertThat(frames.get(0).get("inApp").asBoolean()).isTrue();
    assertThat(frames.get(frames.size() - 1).get("inApp").asBoolean()).isFalse();
  }

  @Test
  void capture_nulls_areDiscarded() {
    assertThat(tombo.capture((Throwable) null).discarded()).contains(DiscardReason.INVALID);
    assertThat(tombo.capture((String) null).discarded()).contains(DiscardReason.INVALID);
    assertThat(tombo.capture((Event) null).discarded()).contains(DiscardReason.INVALID);
    assertThat(tombo.capture((Supplier<Event>) null).discarded()).contains(DiscardReason.INVALID);
    assertThat(tombo.capture(() -> null).discarded()).contains(DiscardReason.INVALID);
  }

  @Test
  void capture_causeWithSameFrames_elidesThem() {
    Exception cause = new Exception("cause");
    tombo.capture(new Exception("thrown", cause));

    JsonNode exceptions = sent().get("exceptions");
    int all = exceptions.at("/0/frames").size();
    assertThat(exceptions.at("/1/frames").size()).isEqualTo(1);
    assertThat(exceptions.at("/1/commonFrames").asInt()).isEqualTo(all - 1);
  }

  @Test
  void capture_nothingSet_isStillAnEvent() {
    tombo.capture(Event.builder().build());

    assertThat(sent().get("message").asText()).isEqualTo("(no message)");
  }

  @Test
  void capture_invalidId_isReplaced() {
    Receipt receipt = tombo.capture(Event.builder().id("not an id").message("m").build());

    assertThat(receipt.eventId().orElse("")).matches("[0-9a-f]{12}7[0-9a-f]{3}[89ab][0-9a-f]{15}");
  }

  @Test
  void capture_atTheEndOfTheStack_breaksNothingForLater() throws InterruptedException {
    for (int padding = 0; padding < 100; padding++) {
      Pipeline large = new Pipeline(options -> options.maxFrames(8).maxQueueBytes(1L << 30));
      List<Receipt> receipts = captureAtTheEndOfTheStack(large.tombo, padding);
      receipts.add(large.tombo.capture("after"));
      large.run();

      long queued = receipts.stream().filter(r -> r.eventId().isPresent()).count();
      assertThat(receipts.get(receipts.size() - 2).eventId()).as("on that thread").isPresent();
      assertThat(receipts.get(receipts.size() - 1).eventId()).as("on another").isPresent();
      assertThat(large.tombo.status().sent()).isEqualTo(queued);
      assertThat(large.tombo.status().queued()).isZero();
      assertThat(large.tombo.status().queuedBytes()).isZero();
      assertThat(large.discarded(DiscardReason.INTERNAL_ERROR))
          .isLessThanOrEqualTo(receipts.size() - queued);
    }
  }

  /** Returns what became of the events, the last of which was captured with stack to spare. */
  private static List<Receipt> captureAtTheEndOfTheStack(Tombo tombo, int padding)
      throws InterruptedException {
    // As an array made beforehand, since at the end of the stack no list can grow.
    Receipt[] receipts = new Receipt[CAPTURES + 1];
    int[] count = new int[1];
    Runnable deep =
        () -> {
          try {
            dive(tombo, receipts, count);
          } catch (StackOverflowError expected) {
            receipts[count[0]++] = tombo.capture("after");
          }
        };
    Thread thread = new Thread(null, () -> pad(padding, deep), "deep", 256 * 1024);
    thread.start();
    thread.join();
    return new ArrayList<>(Arrays.asList(receipts).subList(0, count[0]));
  }

  /** Moves the end of the stack: it is reached elsewhere in the capture each time. */
  private static void pad(int frames, Runnable task) {
    if (frames == 0) {
      task.run();
    } else {
      pad(frames - 1, task);
    }
  }

  /** Captures in each frame on the way back from the end of the stack. */
  @SuppressWarnings("InfiniteRecursion")
  private static void dive(Tombo tombo, Receipt[] receipts, int[] count) {
    try {
      dive(tombo, receipts, count);
    } catch (StackOverflowError end) {
      if (count[0] < CAPTURES) {
        receipts[count[0]] = tombo.capture(new StackOverflowError());
        count[0]++;
      }
      throw end;
    }
  }

  @Test
  void capture_largerThanTheQueue_isTooLarge() {
    List<String> shared =
        Collections.nCopies(200, String.join("", Collections.nCopies(16_000, "x")));
    Event.Builder event = Event.builder().message("m");
    for (int i = 0; i < 250; i++) {
      event.context("section" + i, Collections.singletonMap("list", shared));
    }

    assertThat(tombo.capture(event.build()).discarded()).contains(DiscardReason.TOO_LARGE);
  }

  @Test
  void capture_afterClose_isDiscarded() {
    tombo.close(Duration.ZERO);

    assertThat(tombo.capture("late").discarded()).contains(DiscardReason.CLOSED);
  }

  @Test
  void capture_withoutToken_isOff() {
    Tombo off =
        Tombo.create(
            Pipeline.options(options -> options.token(" ")), new Registry(Channel::create));

    assertThat(off.capture("m").discarded()).contains(DiscardReason.DISABLED);
    assertThat(off.status().enabled()).isFalse();
    assertThat(off.status().discarded(DiscardReason.DISABLED)).isEqualTo(1);
    assertThat(off.flush(Duration.ZERO)).isTrue();
    off.close();
  }

  @Test
  @SuppressWarnings("NullAway")
  void create_null_isOff() {
    assertThat(Tombo.create(null).capture("m").discarded()).contains(DiscardReason.DISABLED);
  }

  @Test
  void beforeSend_changesEvent_isSentAsChanged() {
    Pipeline pipeline =
        new Pipeline(
            options ->
                options
                    .tag("team", "shop")
                    .tag("region", "us")
                    .beforeSend(e -> e.toBuilder().id(null).message("changed").build()));
    Receipt receipt = pipeline.tombo.capture(Event.builder().tag("region", "eu").build());
    pipeline.run();

    JsonNode event = pipeline.server.last().at("/events/0");
    assertThat(event.get("message").asText()).isEqualTo("changed");
    assertThat(event.get("id").asText()).isEqualTo(receipt.eventId().orElse("none"));
    assertThat(event.get("tags").toString()).isEqualTo("{\"team\":\"shop\",\"region\":\"eu\"}");
  }

  @Test
  void beforeSend_throwsOrReturnsNull_discards() {
    Pipeline pipeline =
        new Pipeline(
            options ->
                options.beforeSend(
                    e -> {
                      if (e.message().orElse("").equals("null")) {
                        return null;
                      }
                      throw new StackOverflowError();
                    }));
    pipeline.tombo.capture("null");
    pipeline.tombo.capture("throw");
    pipeline.run();

    assertThat(pipeline.discarded(DiscardReason.BEFORE_SEND)).isEqualTo(1);
    assertThat(pipeline.discarded(DiscardReason.PROCESSOR)).isEqualTo(1);
    assertThat(pipeline.server.batches).isEmpty();
    assertThat(pipeline.tombo.flush(Duration.ZERO)).isTrue();
  }

  @Test
  void beforeSend_throwsWhatItDoesNotDeclare_discards() {
    Pipeline pipeline =
        new Pipeline(
            options ->
                options.beforeSend(
                    e -> {
                      throw sneaky(new Exception("checked"));
                    }));
    pipeline.tombo.capture("one");
    pipeline.run();

    assertThat(pipeline.discarded(DiscardReason.PROCESSOR)).isEqualTo(1);
    assertThat(pipeline.tombo.status().queued()).isZero();
  }

  /** Throws a checked exception where none is declared, as Kotlin and Lombok do. */
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  static <E extends Throwable> RuntimeException sneaky(Throwable thrown) throws E {
    throw (E) thrown;
  }

  @Test
  void capture_throwables_areEstimatedWithTheirStackTraces() {
    tombo.capture(new Exception("thrown", new Exception("cause")));
    assertThat(tombo.status().queuedBytes()).isBetween(16_000L, 20_000L);
    pipeline.run();

    tombo.capture(new StackOverflowError());
    assertThat(tombo.status().queuedBytes()).isBetween(22_000L, 25_000L);
  }

  private JsonNode sent() {
    pipeline.run();
    return pipeline.server.last().at("/events/0");
  }
}
