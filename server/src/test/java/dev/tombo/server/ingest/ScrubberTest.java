// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tombo.server.ingest.Batch.EventPart;
import dev.tombo.server.model.Event;
import dev.tombo.server.model.EventId;
import dev.tombo.server.model.Json;
import dev.tombo.server.model.Request;
import dev.tombo.server.model.ScrubbingRules;
import dev.tombo.server.model.User;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is redacted and what is not. */
final class ScrubberTest {
  private static final Scrubber SCRUBBER = new Scrubber(ScrubbingRules.STANDARD);

  @Test
  void scrub_secretsEverywhere_redacted() {
    Event event =
        Event.builder(new EventId(0, 1))
            .tags(Map.of("api_key", "k"))
            .context(Map.of("mdc", new Json("{\"a\":[{\"password\":{\"x\":1}}],\"n\":1.10}")))
            .request(new Request("GET", "/", Map.of("Cookie", "c"), Map.of()))
            .build();
    Event scrubbed = SCRUBBER.scrub(event);
    assertThat(scrubbed.tags()).containsEntry("api_key", "[redacted]");
    assertThat(scrubbed.context())
        .containsEntry("mdc", new Json("{\"a\":[{\"password\":\"[redacted]\"}],\"n\":1.10}"));
    assertThat(scrubbed.request()).isNotNull();
    assertThat(new String(EventEncoder.encode(scrubbed), UTF_8))
        .contains("\"Cookie\":\"[redacted]\"");
  }

  @Test
  void scrub_userAndPlainMdc_leftAlone() {
    Json mdc = new Json("{\"requestId\": \"r-1\"}");
    User user = new User("7", "ana@example.com", "ana", "127.0.0.1", Map.of());
    Event event = Event.builder(new EventId(0, 1)).context(Map.of("mdc", mdc)).user(user).build();
    assertThat(SCRUBBER.scrub(event).context()).containsEntry("mdc", mdc);
    assertThat(SCRUBBER.scrub(event).user()).isEqualTo(user);
  }

  @Test
  void scrub_secretUnderEveryObject_noneLeft() throws IOException {
    JsonNode batch;
    try (InputStream in =
        ScrubberTest.class.getResourceAsStream("/dev/tombo/server/complete-batch.json")) {
      batch = new ObjectMapper().readTree(in);
    }
    JsonNode sent = batch.at("/events/0");
    int planted = plant(sent);
    byte[] body = batch.toString().getBytes(UTF_8);
    EventPart part =
        (EventPart)
            new NativeDecoder(Limits.STANDARD, () -> new EventId(0, 1))
                .json(body)
                .parts()
                .getFirst();

    String kept = new String(EventEncoder.encode(SCRUBBER.scrub(part.event())), UTF_8);

    assertThat(planted).isGreaterThan(15);
    assertThat(kept).doesNotContain("hunter2");
    assertThat(kept.split("\"password\":\"\\[redacted]\"", -1)).hasSize(planted + 1);
  }

  @Test
  void scrub_url_parametersRedacted() {
    assertThat(url("/a;JSESSIONID=1?q=a$1&access_token=x=y&token=&n=1#id_token=z"))
        .isEqualTo(
            "/a;JSESSIONID=[redacted]?q=a$1&access_token=[redacted]&token=[redacted]&n=1"
                + "#id_token=[redacted]");
    assertThat(url("/token=1/a?b")).isEqualTo("/token=[redacted]");
  }

  @Test
  void scrub_jsonInAnyForm_redactedAndElseAsItWas() {
    assertThat(
            mdc("{\"a\":\"\\ud800\\\"\", \"p\\u0061ssword\" : [\"]\",{\"x\":\"}\"}] ,\"b\":1.0}"))
        .isEqualTo("{\"a\":\"\\ud800\\\"\", \"p\\u0061ssword\" : \"[redacted]\",\"b\":1.0}");
    assertThat(mdc("[{\"token\":7},{\"token\":null}]"))
        .isEqualTo("[{\"token\":\"[redacted]\"},{\"token\":\"[redacted]\"}]");
    assertThat(mdc("{\"a\":\"password\",\"b\":[\"token\",\"x\"]}"))
        .isEqualTo("{\"a\":\"password\",\"b\":[\"token\",\"x\"]}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "user=ann&password=hunter2&n=1 | user=ann&password=[redacted]&n=1",
        "password=hunter2 | password=[redacted]",
        "user%5Bpassword%5D=hunter2;a=b | user%5Bpassword%5D=[redacted];a=b",
        "a=b\\npwd=hunter2\\r\\nc=d | a=b\\npwd=[redacted]\\r\\nc=d",
        "{\"a\":{\"password\":\"hunter2\"}} | {\"a\":{\"password\":\"[redacted]\"}}",
        " [{\"api_key\":\"hunter2 cut of | [{\"api_key\":\"[redacted]\"",
        "the password is none | the password is none",
        "a=1&b | a=1&b"
      })
  void scrub_bodyAsText_fieldsRedacted(String sent, String kept) {
    String body = sent.replace("\\n", "\n").replace("\\r", "\r");
    Request request = new Request("POST", "/", Map.of(), Map.of("data", Raw.of(body).json()));
    Event event = Event.builder(new EventId(0, 1)).request(request).build();

    assertThat(requireNonNull(SCRUBBER.scrub(event).request()).extra())
        .containsEntry("data", Raw.of(kept.replace("\\n", "\n").replace("\\r", "\r")).json());
  }

  private static String mdc(String json) {
    Event event = Event.builder(new EventId(0, 1)).context(Map.of("mdc", new Json(json))).build();
    return requireNonNull(SCRUBBER.scrub(event).context().get("mdc")).text();
  }

  private static @Nullable String url(String url) {
    Request request = new Request("GET", url, Map.of(), Map.of());
    Event event = Event.builder(new EventId(0, 1)).request(request).build();
    return requireNonNull(SCRUBBER.scrub(event).request()).url();
  }

  /** Adds a secret to each object, but for the modules, and says to how many. */
  private static int plant(JsonNode node) {
    int planted = 0;
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      planted += field.getKey().equals("modules") ? 0 : plant(field.getValue());
    }
    if (node.isArray()) {
      for (JsonNode element : node) {
        planted += plant(element);
      }
    }
    if (node instanceof ObjectNode object) {
      object.put("password", "hunter2");
      planted++;
    }
    return planted;
  }
}
