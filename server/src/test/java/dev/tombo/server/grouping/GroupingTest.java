// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.grouping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tombo.server.model.Event;
import dev.tombo.server.model.EventId;
import dev.tombo.server.model.Frame;
import dev.tombo.server.model.Thrown;
import dev.tombo.server.model.Thrown.Relation;
import dev.tombo.server.model.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is one fault and what is two. */
final class GroupingTest {
  private static final String PLACE = "com.acme.Order#place:42";
  private static final String LIST = "java.util.ArrayList#forEach:1596";

  @Test
  void judge_sameFaultOnOtherLine_sameFingerprint() {
    assertThat(fingerprint(thrown("a.Boom", "x", "com.acme.Order#place:42")))
        .isEqualTo(fingerprint(thrown("a.Boom", "y", "com.acme.Order#place:99")));
  }

  @Test
  void judge_otherLibraryFrames_sameFingerprint() {
    assertThat(fingerprint(thrown("a.Boom", "x", LIST, PLACE)))
        .isEqualTo(fingerprint(thrown("a.Boom", "x", "java.util.HashMap#get:1", PLACE)));
  }

  @ParameterizedTest
  @CsvSource({
    "a.Other, com.acme.Order#place:42",
    "a.Boom, com.acme.Order#cancel:42",
    "a.Boom, com.acme.Cart#place:42"
  })
  void judge_otherTypeMethodOrClass_otherFingerprint(String type, String frame) {
    assertThat(fingerprint(thrown(type, "x", frame)))
        .isNotEqualTo(fingerprint(thrown("a.Boom", "x", PLACE)));
  }

  @ParameterizedTest
  @CsvSource({
    "com.acme.Order#lambda$place$0:1, com.acme.Order#lambda$place$7:1",
    "com.acme.Order$$SpringCGLIB$$0#place:1, com.acme.Order$$SpringCGLIB$$1#place:1",
    "com.acme.Order$$EnhancerBySpringCGLIB$$1a2b#place:1, com.acme.Order$$EnhancerBySpringCGLIB$$9f#place:1",
    "com.acme.Order$ByteBuddy$abc#place:1, com.acme.Order$ByteBuddy$xyz#place:1"
  })
  void judge_generatedNameDiffers_sameFingerprint(String one, String other) {
    assertThat(fingerprint(thrown("a.Boom", "x", one)))
        .isEqualTo(fingerprint(thrown("a.Boom", "x", other)));
  }

  @Test
  void judge_wrappedOnce_sameFingerprintAsBare() {
    Thrown bare = thrown("a.Boom", "x", PLACE);
    Thrown wrapper = thrown("java.util.concurrent.ExecutionException", "a.Boom: x", LIST);
    assertThat(fingerprint(wrapper, cause(bare, 0))).isEqualTo(fingerprint(bare));
  }

  @Test
  void judge_runtimeExceptionThatOnlyPrintsItsCause_sameFingerprintAsBare() {
    Thrown bare = thrown("a.Boom", "x", PLACE);
    Thrown wrapper = thrown("java.lang.RuntimeException", "a.Boom: x", LIST);
    assertThat(fingerprint(wrapper, cause(bare, 0))).isEqualTo(fingerprint(bare));
  }

  @Test
  void judge_runtimeExceptionWithWordsOfItsOwn_otherFingerprint() {
    Thrown bare = thrown("a.Boom", "x", PLACE);
    Thrown wrapper = thrown("java.lang.RuntimeException", "cannot place", PLACE);
    assertThat(fingerprint(wrapper, cause(bare, 0))).isNotEqualTo(fingerprint(bare));
  }

  @Test
  void judge_commonFramesElided_sameFingerprintAsWritten() {
    Thrown outer = thrown("a.Outer", "o", "com.acme.Api#call:1", PLACE);
    Thrown elided = new Thrown("a.Inner", "i", Relation.CAUSE, 0, 1, List.of(), null, Map.of());
    Thrown written = cause(thrown("a.Inner", "i", PLACE), 0);
    assertThat(fingerprint(outer, elided)).isEqualTo(fingerprint(outer, written));
  }

  @Test
  void judge_suppressed_neitherCountsNorGivesTheTitle() {
    Thrown bare = thrown("a.Boom", "x", PLACE);
    Thrown suppressed =
        new Thrown("a.Close", "c", Relation.SUPPRESSED, 0, 0, List.of(), null, Map.of());
    assertThat(fingerprint(bare, suppressed)).isEqualTo(fingerprint(bare));
    assertThat(judge(event(bare, suppressed)).title()).isEqualTo(judge(event(bare)).title());
  }

  @Test
  void judge_causesInACircle_ends() {
    Thrown one = new Thrown("a.A", "a", Relation.CAUSE, 1, 0, List.of(), null, Map.of());
    Thrown other = new Thrown("a.B", "b", Relation.CAUSE, 0, 0, List.of(), null, Map.of());
    assertThat(judge(event(one, other)).title()).isEqualTo("a.B: b");
  }

  @Test
  void judge_noFrames_messageWithoutItsNumbersCounts() {
    assertThat(fingerprint(thrown("a.Boom", "order 1 failed")))
        .isEqualTo(fingerprint(thrown("a.Boom", "order 27 failed")))
        .isNotEqualTo(fingerprint(thrown("a.Boom", "cart 1 failed")));
  }

  @Test
  void judge_mutualRecursionCutOffAnywhere_sameFingerprint() {
    List<String> prints = new ArrayList<>();
    for (int phase = 0; phase < 4; phase++) {
      List<String> stack = new ArrayList<>();
      for (int i = phase; i < 1024 + phase; i++) {
        stack.add(i % 2 == 0 ? "com.acme.Tree#down:7" : "com.acme.Tree#visit:9");
      }
      if (phase > 2) {
        stack.addFirst("com.acme.Tree#size:3");
      }
      prints.add(
          fingerprint(thrown("java.lang.StackOverflowError", null, stack.toArray(String[]::new))));
    }
    assertThat(prints).containsOnly(prints.getFirst());
  }

  @Test
  void judge_shallowRepetition_keepsItsOrder() {
    assertThat(fingerprint(thrown("a.Boom", "x", "a.A#f:1", "a.A#f:2", "a.B#g:1")))
        .isEqualTo(fingerprint(thrown("a.Boom", "x", "a.A#f:1", "a.B#g:1")))
        .isNotEqualTo(fingerprint(thrown("a.Boom", "x", "a.B#g:1", "a.A#f:1")));
  }

  @Test
  void judge_template_countsInsteadOfMessage() {
    Event.Builder event = Event.builder(new EventId(0, 1)).template("order {} failed");
    assertThat(judge(event.message("order Ana failed").build()).fingerprint())
        .isEqualTo(judge(event.message("order Bob failed").build()).fingerprint());
  }

  @Test
  void judge_otherLogger_otherFingerprint() {
    Event.Builder event = Event.builder(new EventId(0, 1)).message("failed");
    assertThat(judge(event.logger("a").build()).fingerprint())
        .isNotEqualTo(judge(event.logger("b").build()).fingerprint());
  }

  @Test
  void judge_clientFingerprint_decides() {
    Event.Builder one = event(thrown("a.Boom", "x", PLACE)).toBuilder();
    Event.Builder other = event(thrown("a.Bang", "y", LIST)).toBuilder();
    assertThat(judge(one.fingerprint(List.of("mine")).build()).fingerprint())
        .isEqualTo(judge(other.fingerprint(List.of("mine")).build()).fingerprint());
  }

  @Test
  void judge_clientFingerprintWithDefault_refinesOurs() {
    Event.Builder event = event(thrown("a.Boom", "x", PLACE)).toBuilder();
    assertThat(judge(event.fingerprint(List.of("{{ default }}")).build()).fingerprint())
        .isEqualTo(judge(event.fingerprint(List.of()).build()).fingerprint());
    assertThat(judge(event.fingerprint(List.of("{{ default }}", "eu")).build()).fingerprint())
        .isNotEqualTo(judge(event.fingerprint(List.of()).build()).fingerprint());
  }

  @Test
  void judge_partsThatJoinAlike_otherFingerprint() {
    Event.Builder event = Event.builder(new EventId(0, 1)).message("m");
    assertThat(judge(event.fingerprint(List.of("ab", "c")).build()).fingerprint())
        .isNotEqualTo(judge(event.fingerprint(List.of("a", "bc")).build()).fingerprint());
  }

  @Test
  void judge_chain_titleOfRootCauseAndItsFirstInAppFrame() {
    Thrown root = cause(thrown("a.Root", "why\nmore", LIST, "com.acme.Db#read:7"), 0);
    Verdict verdict = judge(event(thrown("a.Outer", "what", PLACE), root));
    assertThat(verdict.title()).isEqualTo("a.Root: why");
    assertThat(verdict.culprit()).isEqualTo("com.acme.Db.read");
  }

  @Test
  void judge_longTextWithPairs_titleAndCulpritSplitNone() {
    for (String pad : List.of("", "x")) {
      String name = pad + "😀".repeat(200);
      Frame frame = new Frame(name, null, null, 1, null, null, true, null, null, Map.of());
      Thrown thrown =
          new Thrown(name, null, Relation.THROWN, null, 0, List.of(frame), null, Map.of());
      Verdict verdict = judge(event(thrown));
      assertThat(verdict.title()).hasSizeBetween(299, 300).matches("x?(😀)+…");
      assertThat(verdict.culprit()).isEqualTo(verdict.title());
    }
  }

  @Test
  void of_longChainOfCommonFrames_isNotSquare() {
    List<Frame> frames = thrown("a.Boom", "x", PLACE, PLACE, PLACE).frames();
    List<Thrown> chain = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      Relation relation = i == 0 ? Relation.THROWN : Relation.CAUSE;
      Integer of = i == 0 ? null : Integer.valueOf(i - 1);
      chain.add(new Thrown("a.A", "a", relation, of, 1_000_000, frames, null, Map.of()));
    }
    assertThat(Chain.of(chain, new HashedParts()).links())
        .hasSize(1_000)
        .allSatisfy(link -> assertThat(link.frames()).hasSizeLessThanOrEqualTo(503));
  }

  @Test
  void judge_nothingSaid_hasATitle() {
    assertThat(judge(Event.builder(new EventId(0, 1)).build()).title()).isEqualTo("(no message)");
  }

  @Test
  void judge_inAppSaidByClient_isBelieved() {
    Frame theirs = new Frame("java.Mine", "m", null, 1, null, null, true, null, null, Map.of());
    Thrown thrown =
        new Thrown("a.Boom", "x", Relation.THROWN, null, 0, List.of(theirs), null, Map.of());
    assertThat(judge(event(thrown)).culprit()).isEqualTo("java.Mine.m");
  }

  private static Verdict judge(Event event) {
    return Grouping.judge(event);
  }

  private static String fingerprint(Thrown... chain) {
    return judge(event(chain)).fingerprint().value();
  }

  private static Event event(Thrown... chain) {
    return Event.builder(new EventId(0, 1)).exceptions(List.of(chain)).build();
  }

  private static Thrown cause(Thrown thrown, int of) {
    return new Thrown(
        thrown.type(), thrown.message(), Relation.CAUSE, of, 0, thrown.frames(), null, Map.of());
  }

  private static Thrown thrown(String type, @Nullable String message, String... frames) {
    List<Frame> stack = new ArrayList<>();
    for (String frame : frames) {
      String[] parts = frame.split("[#:]", -1);
      stack.add(
          new Frame(
              parts[0],
              parts[1],
              null,
              Integer.valueOf(parts[2]),
              null,
              null,
              null,
              null,
              null,
              Map.of()));
    }
    return new Thrown(type, message, Relation.THROWN, null, 0, stack, null, Map.of());
  }
}
