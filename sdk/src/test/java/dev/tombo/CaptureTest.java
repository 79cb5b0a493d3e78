// SPDX-License-Identifier: Apache-2.0
package dev.tombo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
  void capture_supplierThrowsError_isDiscarded() {
    Receipt receipt =
        tombo.capture(
            () -> {
              throw new AssertionError("hostile");
            });

    assertThat(receipt.discarded()).contains(DiscardReason.INTERNAL_ERROR);
    assertThat(tombo.capture("after").eventId()).isPresent();
  }

  @Test
  void capture_cyclicCause_endsWithANote() {
    Exception first = new Exception("first");
    Exception second = new Exception("second", first);
    first.initCause(second);
    tombo.capture(first);

    JsonNode event = sent();
    assertThat(event.get("exceptions")).hasSize(2);
    assertThat(event.at("/exceptions/1/relation").asText()).isEqualTo("cause");
    assertThat(event.at("/exceptions/1/of").asInt()).isZero();
    assertThat(event.get("notes").toString()).contains("leads back");
  }

  @Test
  void capture_chainOfTenThousand_isBounded() {
    Exception chain = new Exception("root");
    for (int i = 0; i < 10_000; i++) {
      chain = new Exception("level " + i, chain);
    }
    tombo.capture(chain);

    JsonNode event = sent();
    assertThat(event.get("exceptions")).hasSize(33);
    assertThat(event.get("notes").toString()).contains("further causes left out");
  }

  @Test
  void capture_endlessChain_isBounded() {
    tombo.capture(new Endless());

    assertThat(sent().get("exceptions")).hasSize(33);
  }

  @Test
  void capture_manySuppressed_areBounded() {
    Exception thrown = new Exception("thrown");
    for (int i = 0; i < 100; i++) {
      thrown.addSuppressed(new Exception("suppressed " + i));
    }
    tombo.capture(thrown);

    JsonNode event = sent();
    assertThat(event.get("exceptions")).hasSize(17);
    assertThat(event.at("/exceptions/16/relation").asText()).isEqualTo("suppressed");
    assertThat(event.get("notes").toString()).contains("84 more suppressed");
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
  void capture_equalThrowables_areToldApartByIdentity() {
    tombo.capture(new AlwaysEqual(new AlwaysEqual(new IllegalStateException())));

    assertThat(sent().get("exceptions")).hasSize(3);
  }

  @Test
  void capture_everythingThrows_isSentWithWhatIsLeft() {
    tombo.capture(new Hostile());

    JsonNode event = sent();
    assertThat(event.at("/exceptions/0/type").asText()).isEqualTo(Hostile.class.getName());
    assertThat(event.at("/exceptions/0/message").asText())
        .isEqualTo("<getMessage failed: java.lang.StackOverflowError>");
    assertThat(event.get("notes").toString()).contains("getCause failed", "getStackTrace failed");
  }

  @Test
  void capture_stackOverflow_keepsBothEnds() {
    StackOverflowError overflow = new StackOverflowError();
    StackTraceElement[] trace = new StackTraceElement[1024];
    for (int i = 0; i < trace.length; i++) {
      trace[i] = new StackTraceElement("com.acme.Deep", "m" + i, "Deep.java", i);
    }
    overflow.setStackTrace(trace);
    tombo.capture(overflow);

    JsonNode event = sent();
    JsonNode frames = event.at("/exceptions/0/frames");
    assertThat(frames).hasSize(256);
    assertThat(frames.at("/0/method").asText()).isEqualTo("m0");
    assertThat(frames.at("/255/method").asText()).isEqualTo("m1023");
    assertThat(event.get("notes").toString()).contains("768 frames left out after the first 171");
  }

  @Test
  void capture_withoutStackTrace_isSent() {
    tombo.capture(new Stackless());

    assertThat(sent().at("/exceptions/0/frames")).isEmpty();
  }

  @Test
  void capture_messageOfTenMillion_isCut() {
    tombo.capture(new Exception(String.join("", Collections.nCopies(1_000_000, "0123456789"))));

    assertThat(sent().at("/exceptions/0/message").asText())
        .hasSizeLessThanOrEqualTo(64 * 1024)
        .endsWith("... (9934488 more)");
  }

  @Test
  void capture_brokenSurrogates_areReplaced() {
    tombo.capture("a\uD800b\uDC00c\uD83D\uDE00\u0000");

    assertThat(sent().get("message").asText()).isEqualTo("a\uFFFDb\uFFFDc\uD83D\uDE00\u0000");
  }

  @Test
  void capture_hostileArguments_areNamed() {
    List<Object> self = new ArrayList<>();
    self.add(self);
    Object hostile =
        new Object() {
          @Override
          public String toString() {
            throw new AssertionError("hostile");
          }
        };
    tombo.capture(
        Event.builder()
            .message("m")
            .arguments(hostile, null, 42)
            .context("map", new HostileMap())
            .context("self", Collections.singletonMap("list", self))
            .context("mdc", Collections.singletonMap("key", null))
            .build());

    JsonNode event = sent();
    assertThat(event.get("arguments").toString())
        .isEqualTo("[\"<toString failed: java.lang.AssertionError>\",\"null\",\"42\"]");
    assertThat(event.at("/context/map").toString()).contains("copy failed");
    assertThat(event.at("/context/self/list/0/0").isArray()).isTrue();
    assertThat(event.at("/context/mdc/key").asText()).isEqualTo("null");
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

  /** Each cause has another. */
  @SuppressWarnings("serial")
  private static final class Endless extends Exception {
    @Override
    public synchronized Throwable getCause() {
      return new Endless();
    }
  }

  @SuppressWarnings({"serial", "ThrowableEqualsHashCode"})
  private static final class AlwaysEqual extends Exception {
    AlwaysEqual(Throwable cause) {
      super(cause);
    }

    @Override
    public boolean equals(Object other) {
      return true;
    }

    @Override
    public int hashCode() {
      return 1;
    }
  }

  @SuppressWarnings({"serial", "ThrowableEqualsHashCode"})
  private static final class Hostile extends RuntimeException {
    @Override
    public String getMessage() {
      throw new StackOverflowError();
    }

    @Override
    public synchronized Throwable getCause() {
      throw new AssertionError();
    }

    @Override
    public StackTraceElement[] getStackTrace() {
      throw new IllegalStateException();
    }

    @Override
    public String toString() {
      throw new OutOfMemoryError();
    }

    @Override
    public int hashCode() {
      throw new IllegalStateException();
    }

    @Override
    public boolean equals(Object other) {
      throw new IllegalStateException();
    }
  }

  @SuppressWarnings("serial")
  private static final class Stackless extends Exception {
    Stackless() {
      super("none", null, false, false);
    }
  }

  private static final class HostileMap extends AbstractMap<String, String> {
    @Override
    public Set<Map.Entry<String, String>> entrySet() {
      throw new IllegalStateException();
    }
  }
}
