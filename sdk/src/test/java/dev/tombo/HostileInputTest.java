// SPDX-License-Identifier: Apache-2.0
package dev.tombo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What an application can throw at the SDK: the event arrives, with a note of what was cut. */
class HostileInputTest {
  private final Pipeline pipeline = new Pipeline();
  private final Tombo tombo = pipeline.tombo;

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

  /** Of a class whose loader is closed, so that nothing more of it can be loaded. */
  @Test
  void capture_classLoaderGone_isSent() throws Exception {
    Throwable thrown;
    java.net.URL classes =
        HostileInputTest.class.getProtectionDomain().getCodeSource().getLocation();
    ClassLoader parent = ClassLoader.getSystemClassLoader().getParent();
    try (java.net.URLClassLoader loader =
        new java.net.URLClassLoader(new java.net.URL[] {classes}, parent)) {
      thrown =
          (Throwable)
              loader.loadClass(LoadsLate.class.getName()).getDeclaredConstructor().newInstance();
    }
    tombo.capture(thrown);

    JsonNode event = sent();
    assertThat(event.at("/exceptions/0/type").asText()).isEqualTo(LoadsLate.class.getName());
    assertThat(event.at("/exceptions/0/message").asText())
        .isEqualTo("<getMessage failed: java.lang.NoClassDefFoundError>");
  }

  @Test
  @SuppressWarnings("NullAway")
  void capture_nullsEverywhere_isSent() {
    tombo.capture(
        Event.builder()
            .message(null)
            .template(null)
            .arguments((Object[]) null)
            .logger(null)
            .exception(null)
            .exceptions(null)
            .exceptions(Collections.singleton(null))
            .tag(null, null)
            .tags(null)
            .tags(Collections.singletonMap(null, null))
            .context(null, null)
            .context(null, Collections.singletonMap(null, null))
            .markers(Collections.singleton(null))
            .user(User.of(null))
            .request(Request.builder().header(null, null).headers(null).build())
            .trace(null, null)
            .breadcrumbs(Collections.singleton(null))
            .modules(Collections.singletonMap(null, null))
            .fingerprint((String[]) null)
            .fingerprint(new String[] {null})
            .note(null)
            .thread(1, null, false)
            .build());

    assertThat(sent().get("message").asText()).isEqualTo("(no message)");
  }

  private JsonNode sent() {
    pipeline.run();
    return pipeline.server.last().at("/events/0");
  }

  /** Needs a class for its message that was not loaded in time. */
  @SuppressWarnings("serial")
  public static final class LoadsLate extends Exception {
    /** Makes one. */
    public LoadsLate() {}

    @Override
    public String getMessage() {
      return Late.text();
    }
  }

  private static final class Late {
    static String text() {
      return "late";
    }
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

  private static final class HostileMap extends AbstractMap<String, String> {
    @Override
    public Set<Map.Entry<String, String>> entrySet() {
      throw new IllegalStateException();
    }
  }
}
