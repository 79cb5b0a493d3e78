// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tombo.server.model.Event;
import dev.tombo.server.model.EventId;
import dev.tombo.server.model.Json;
import dev.tombo.server.model.Request;
import dev.tombo.server.model.User;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is redacted and what is not. */
final class ScrubberTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "password",
        "db.password",
        "userPassword",
        "PASSWD",
        "senha",
        "api_key",
        "apiKey",
        "token",
        "Authorization",
        "Set-Cookie",
        "X-Api-Key",
        "access_token",
        "client_secret",
        "credit-card"
      })
  void secret_namesOne_true(String key) {
    assertThat(Scrubber.secret(key)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"requestId", "tokens", "path", "keyboard", "author", "passenger", "card"})
  void secret_namesNone_false(String key) {
    assertThat(Scrubber.secret(key)).isFalse();
  }

  @Test
  void scrub_secretsEverywhere_redacted() {
    Event event =
        Event.builder(new EventId(0, 1))
            .tags(Map.of("api_key", "k"))
            .context(Map.of("mdc", new Json("{\"a\":[{\"password\":{\"x\":1}}],\"n\":1.10}")))
            .request(new Request("GET", "/", Map.of("Cookie", "c"), Map.of()))
            .build();
    Event scrubbed = Scrubber.scrub(event);
    assertThat(scrubbed.tags()).containsEntry("api_key", "[redacted]");
    assertThat(scrubbed.context())
        .containsEntry("mdc", new Json("{\"a\":[{\"password\":\"[redacted]\"}],\"n\":1.10}"));
    assertThat(scrubbed.request()).isNotNull();
    assertThat(new String(EventEncoder.encode(scrubbed), java.nio.charset.StandardCharsets.UTF_8))
        .contains("\"Cookie\":\"[redacted]\"");
  }

  @Test
  void scrub_userAndPlainMdc_leftAlone() {
    Json mdc = new Json("{\"requestId\": \"r-1\"}");
    User user = new User("7", "ana@example.com", "ana", "127.0.0.1", Map.of());
    Event event = Event.builder(new EventId(0, 1)).context(Map.of("mdc", mdc)).user(user).build();
    assertThat(Scrubber.scrub(event).context()).containsEntry("mdc", mdc);
    assertThat(Scrubber.scrub(event).user()).isEqualTo(user);
  }
}
