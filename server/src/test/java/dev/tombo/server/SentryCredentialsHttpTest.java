// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server;

import static dev.tombo.server.SentryWire.item;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tombo.server.SentryWire.Reply;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a key may stand, which are taken, and who may read the answers. */
final class SentryCredentialsHttpTest extends SentryHttp {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/1/envelope",
        "/api/1/envelope/",
        "//api/1/envelope/",
        "/api//1/envelope//",
        "/api/1/store/",
        "/api/1/store"
      })
  void post_pathWithMoreOrFewerSlashes_isTaken(String path) {
    boolean store = path.contains("store");
    String body = store ? JSON : head(Samples.newId()) + item("event", JSON);

    assertThat(wire.post(path + "?sentry_key=" + KEY, bytes(body)).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "X-Sentry-Auth | Sentry sentry_version=7,sentry_client=a/1,sentry_key=KEY",
        "X-Sentry-Auth | sentry sentry_key=KEY, sentry_version=7, sentry_timestamp=1",
        "Authorization | Sentry sentry_version=7, sentry_key=KEY, sentry_secret=s",
        "Authorization | Basic KEY"
      })
  void post_keyInAHeader_isTaken(String name, String value) {
    String basic = Base64.getEncoder().encodeToString(bytes(KEY + ":"));
    String header = value.replace("KEY", value.startsWith("Basic") ? basic : KEY);
    byte[] body = bytes(head(Samples.newId()) + item("event", JSON));

    assertThat(wire.post(PATH, body, name, header).status()).isEqualTo(200);
  }

  @Test
  void post_keyInTheDsnOfTheHead_isTaken() {
    String id = Samples.newId();
    String head = "{\"event_id\":\"" + id + "\",\"dsn\":\"https://KEY@host/a/b/1\"}\n";

    assertThat(wire.post(PATH, bytes(head.replace("KEY", KEY) + item("event", JSON))).status())
        .isEqualTo(200);
    assertThat(wire.envelope(head.replace("KEY@host/a/b/1", KEY + "@host/2")).status())
        .isEqualTo(403);
    assertThat(wire.envelope(head.replace("KEY", "f".repeat(32))).status()).isEqualTo(403);
  }

  @Test
  void post_wrongCredential_isRefusedInSentrysForm() {
    byte[] body = bytes("{}\n");
    Reply none = wire.post(PATH, body);
    Reply unknown = wire.post(PATH + "?sentry_key=" + "f".repeat(32), body);
    Reply noProject = wire.post("/api/99/envelope/?sentry_key=" + KEY, body);

    assertThat(none.status()).isEqualTo(401);
    assertThat(none.header("X-Sentry-Error")).contains("sentry_key");
    assertThat(unknown.status()).isEqualTo(403);
    assertThat(unknown.response().body()).isEqualTo(noProject.response().body());
    assertThat(noProject.status()).isEqualTo(403);
    assertThat(unknown.json().path("causes").isArray()).isTrue();
    assertThat(wire.post("/api/x/envelope/?sentry_key=" + KEY, body).status()).isEqualTo(400);
    assertThat(wire.post(PATH + "?sentry_key=" + KEY + "&sentry_version=8", body).status())
        .isEqualTo(400);
    assertThat(wire.post("/api/1/minidump/?sentry_key=" + KEY, body).status()).isEqualTo(404);
  }

  @Test
  void answers_ofEachKind_mayBeReadByPagesOfAnySite() {
    Reply good = wire.envelope("{}\n");
    Reply bad = wire.envelope("nonsense");
    Reply none = wire.post(PATH, bytes("{}\n"));
    Reply get = wire.send(PATH, "GET", BodyPublishers.noBody());
    Reply preflight = wire.send(PATH, "OPTIONS", BodyPublishers.noBody());

    for (Reply reply : new Reply[] {good, bad, none, get, preflight}) {
      assertThat(reply.header("Access-Control-Allow-Origin")).isEqualTo("*");
      assertThat(reply.header("Access-Control-Expose-Headers")).contains("X-Sentry-Rate-Limits");
    }
    assertThat(get.status()).isEqualTo(405);
    assertThat(preflight.status()).isEqualTo(200);
    assertThat(preflight.header("Access-Control-Allow-Methods")).contains("POST");
    assertThat(preflight.header("Access-Control-Allow-Headers")).contains("x-sentry-auth");
  }
}
