// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server;

import static dev.tombo.server.SentryWire.item;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import dev.tombo.server.SentryWire.Reply;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sends a real server what Sentry's clients might: every item, coding, credential and fault. */
final class SentryHttpTest {
  private static final String KEY = TestServer.TOKEN;
  private static final String PATH = "/api/1/envelope/";
  private static final String JSON = "{\"message\":\"hello\"}";

  @TempDir private static Path data;
  private static TestServer server;
  private static SentryWire wire;

  @BeforeAll
  static void start() {
    server = TestServer.start(data);
    wire = new SentryWire(server);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @AfterEach
  void calm() {
    server.assertCalm();
  }

  @Test
  void envelope_event_isAnsweredWithItsIdAndWhatIsDeclined() {
    String id = Samples.newId();

    Reply reply = wire.envelope(head(id) + item("event", JSON));

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.response().body()).isEqualTo("{\"id\":\"" + id + "\"}");
    assertThat(reply.header("X-Sentry-Rate-Limits"))
        .startsWith("3600:transaction;span;session;")
        .endsWith(":organization");
    assertThat(server.event(id).json().path("message").asText()).isEqualTo("hello");
  }

  @Test
  void envelope_sameEventAgain_isStoredOnce() {
    String id = Samples.newId();
    String envelope = head(id) + item("event", "{\"message\":\"sent twice\"}");

    assertThat(wire.envelope(envelope).status()).isEqualTo(200);
    assertThat(wire.envelope(envelope).status()).isEqualTo(200);

    assertThat(count("sent twice")).isEqualTo(1);
  }

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

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "deflate", "raw deflate", "zstd", "br", "", "utf-8", "identity"})
  void envelope_inEachCoding_isDecoded(String coding) throws IOException {
    String id = Samples.newId();
    byte[] plain = bytes(head(id) + item("event", JSON));
    byte[] body =
        switch (coding) {
          case "gzip" -> SentryReplay.gzip(plain);
          case "deflate" -> SentryReplay.deflate(plain);
          case "raw deflate" -> rawDeflate(plain);
          case "zstd" -> Zstd.compress(plain);
          case "br" -> brotli(plain);
          default -> plain;
        };

    Reply reply = wire.envelope(body, "Content-Encoding", coding.replace("raw ", ""));

    assertThat(reply.status()).as(reply.response().body()).isEqualTo(200);
    assertThat(server.event(id).status()).isEqualTo(200);
  }

  @Test
  void envelope_inAnUnknownOrDamagedCoding_isRefused() {
    byte[] plain = bytes(head(Samples.newId()) + item("event", JSON));

    assertThat(wire.envelope(plain, "Content-Encoding", "lzma").status()).isEqualTo(415);
    for (String coding : new String[] {"gzip", "deflate", "zstd", "br"}) {
      assertThat(wire.envelope(plain, "Content-Encoding", coding).status())
          .as(coding)
          .isEqualTo(400);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/plain;charset=UTF-8",
        "multipart/form-data; boundary=a",
        "application/x-www-form-urlencoded",
        "application/json",
        "nonsense"
      })
  void envelope_ofAnyContentTypeInChunks_isTaken(String type) {
    String id = Samples.newId();
    byte[] body = bytes(head(id) + item("event", JSON));

    Reply reply =
        wire.send(
            PATH + "?sentry_key=" + KEY,
            "POST",
            BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)),
            "Content-Type",
            type);

    assertThat(reply.status()).isEqualTo(200);
    assertThat(server.event(id).status()).isEqualTo(200);
  }

  @Test
  void store_inBase64CompressedOrNot_isTaken() throws IOException {
    String json = "{\"event_id\":\"ID\",\"message\":\"old\"}";
    String[] ids = {Samples.newId(), Samples.newId(), Samples.newId()};
    byte[] second = bytes(json.replace("ID", ids[1]));
    byte[] third = bytes(json.replace("ID", ids[2]));

    assertThat(wire.store(json.replace("ID", ids[0])).status()).isEqualTo(200);
    assertThat(wire.store(Base64.getEncoder().encodeToString(second)).status()).isEqualTo(200);
    assertThat(
            wire.store(Base64.getMimeEncoder().encodeToString(SentryReplay.deflate(third)))
                .status())
        .isEqualTo(200);
    for (String id : ids) {
      assertThat(server.event(id).status()).isEqualTo(200);
    }
  }

  @Test
  void store_envelopeByItsType_isTaken() {
    String id = Samples.newId();
    String body = head(id) + item("event", JSON);

    assertThat(wire.store(body, "Content-Type", "application/x-sentry-envelope").status())
        .isEqualTo(200);
    assertThat(server.event(id).status()).isEqualTo(200);
  }

  @Test
  void store_withoutId_isAnsweredWithANewOne() {
    String id = wire.store(JSON).json().path("id").asText();

    assertThat(server.event(id).json().path("message").asText()).isEqualTo("hello");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nonsense",
        "[]\n",
        "{}\nnonsense\n",
        "{}\n{\"length\":2}\n{}",
        "{}\n{\"type\":\"event\",\"length\":-1}\n{}",
        "{}\n{\"type\":\"event\",\"length\":\"2\"}\n{}",
        "{}\n{\"type\":\"event\",\"length\":3}\n{}",
        "{}\n{\"type\":\"event\",\"length\":1}\n{}\n",
        "{}\n{\"type\":\"event\",\"length\":9223372036854775807}\n{}\n",
        "{}\n{\"type\":\"event\"}\n{\"message\":\"cut of",
        "{}\n{\"type\":\"event\"}\n[]",
        "{}\n{\"type\":\"event\"}\n{\"event_id\":\"x\",\"message\":\"a\"}",
        "{\"event_id\":\"x\"}\n{\"type\":\"event\"}\n{\"message\":\"a\"}",
        "{}\n{\"type\":\"event\"}\n{\"message\":\"a\"}garbage"
      })
  void envelope_outOfForm_isBadRequestWithTheReason(String body) {
    Reply reply = wire.envelope(body);

    assertThat(reply.status()).as(reply.response().body()).isEqualTo(400);
    assertThat(reply.detail()).isNotBlank();
    assertThat(reply.header("X-Sentry-Error")).isEqualTo(reply.detail());
  }

  @Test
  void envelope_lastLineWithoutEndOrPayload_isTaken() {
    String id = Samples.newId();

    assertThat(wire.envelope("{}").response().body()).isEqualTo("{}");
    assertThat(wire.envelope("{}\n{\"type\":\"session\"}").status()).isEqualTo(200);
    assertThat(wire.envelope("{}\n{\"type\":\"session\",\"length\":0}\n\n").status())
        .isEqualTo(200);
    assertThat(wire.envelope(head(id) + "{\"type\":\"event\"}\n" + JSON).status()).isEqualTo(200);
    assertThat(server.event(id).status()).isEqualTo(200);
  }

  @Test
  void envelope_payloadsThatLookLikeLines_areCountedByTheByte() {
    String id = Samples.newId();
    String trap = "{\"type\":\"event\"}\n{\"message\":\"never\"}\r\n";

    Reply reply =
        wire.envelope(
            head(id) + item("attachment", trap) + item("event", JSON) + item("unheard", trap));

    assertThat(reply.status()).isEqualTo(200);
    assertThat(server.event(id).json().path("message").asText()).isEqualTo("hello");
    assertThat(server.get("/api/v1/issues?search=never").json().path("items")).isEmpty();
  }

  @Test
  void envelope_severalEvents_areAllStored() {
    String first = Samples.newId();
    String second = Samples.newId();
    String other = "{\"event_id\":\"" + second + "\",\"message\":\"other\"}";

    assertThat(wire.envelope(head(first) + item("event", JSON) + item("event", other)).status())
        .isEqualTo(200);

    assertThat(server.event(first).json().path("message").asText()).isEqualTo("hello");
    assertThat(server.event(second).json().path("message").asText()).isEqualTo("other");
  }

  @Test
  void envelope_feedback_isAnEvent() {
    String id = Samples.newId();
    String feedback = "{\"contexts\":{\"feedback\":{\"message\":\"It broke\"}},\"level\":\"info\"}";

    assertThat(wire.envelope(head(id) + item("feedback", feedback)).status()).isEqualTo(200);

    assertThat(server.event(id).json().path("message").asText()).isEqualTo("It broke");
    assertThat(server.event(id).json().path("level").asText()).isEqualTo("info");
  }

  @Test
  void userReport_beforeItsEventAndAgain_isJoinedToIt() {
    String id = Samples.newId();
    String report =
        "{\"event_id\":\""
            + id
            + "\",\"name\":\"Ann\",\"email\":\"a@example.com\","
            + "\"comments\":\"it broke when I paid\"}";

    for (int i = 0; i < 2; i++) {
      assertThat(wire.envelope(head(id) + item("user_report", report)).status()).isEqualTo(200);
    }
    assertThat(wire.envelope(head(id) + item("event", JSON)).status()).isEqualTo(200);

    String about = server.event(id).json().path("userReport").asText();
    assertThat(server.event(about).json().path("message").asText())
        .isEqualTo("it broke when I paid");
    assertThat(server.event(about).json().at("/context/feedback/associated_event_id").asText())
        .isEqualTo(id);
    assertThat(server.event(about).json().at("/user/email").asText()).isEqualTo("a@example.com");
    assertThat(count("it broke when I paid")).isEqualTo(1);
  }

  @Test
  void clientReport_ofEventsTwice_isCountedOnce() throws SQLException {
    String report =
        "{\"timestamp\":1795439248.379,\"discarded_events\":["
            + "{\"reason\":\"twice\",\"category\":\"error\",\"quantity\":3},"
            + "{\"reason\":\"twice\",\"category\":\"log_item\",\"quantity\":2},"
            + "{\"reason\":\"declined\",\"category\":\"span\",\"quantity\":900},"
            + "{\"reason\":7,\"quantity\":\"x\"},null]}";

    for (int i = 0; i < 2; i++) {
      assertThat(wire.envelope("{}\n" + item("client_report", report)).status()).isEqualTo(200);
    }
    assertThat(wire.envelope("{}\n" + item("client_report", "nonsense")).status()).isEqualTo(200);

    assertThat(losses()).containsEntry("twice", 3L).containsEntry("log_item:twice", 2L);
    assertThat(losses()).doesNotContainKey("declined");
  }

  @Test
  void log_ofError_isAnEventAndMilderOnesAreNot() {
    String trace = Samples.newId();
    String envelope =
        "{}\n"
            + item(
                "log", logs(log("error", "payment 7 failed", trace), log("warn", "slow", trace)));

    Reply reply = wire.envelope(envelope);

    assertThat(wire.envelope(envelope).status()).isEqualTo(200);
    String id = reply.json().path("id").asText();
    assertThat(server.event(id).json().path("message").asText()).isEqualTo("payment 7 failed");
    assertThat(server.event(id).json().path("template").asText()).isEqualTo("payment {} failed");
    assertThat(server.event(id).json().path("environment").asText()).isEqualTo("production");
    assertThat(server.event(id).json().at("/trace/traceId").asText()).isEqualTo(trace);
    assertThat(count("payment 7 failed")).isEqualTo(1);
    assertThat(count("slow")).isZero();
  }

  @Test
  void log_ofAnEventsTextAndTrace_countsOnce() {
    String trace = Samples.newId();
    String event = event("order 12 failed", trace);
    String same = item("log", logs(log("error", "order 12 failed", trace)));
    String elsewhere = item("log", logs(log("error", "order 12 failed", Samples.newId())));

    wire.envelope(head(Samples.newId()) + item("event", event) + same);
    assertThat(count("order 12 failed")).isEqualTo(1);
    wire.envelope("{}\n" + same);
    assertThat(count("order 12 failed")).isEqualTo(1);
    wire.envelope("{}\n" + elsewhere);
    assertThat(count("order 12 failed")).isEqualTo(2);
  }

  @Test
  void event_overAMebibyte_isTooLargeAndCounted() throws SQLException {
    long before = losses().getOrDefault("too_large", 0L);
    String large = "{\"message\":\"" + "x".repeat(2 << 20) + "\"}";

    assertThat(wire.envelope(head(Samples.newId()) + item("event", large)).status()).isEqualTo(413);
    assertThat(wire.store(large).status()).isEqualTo(413);
    assertThat(losses()).containsEntry("too_large", before + 2);
  }

  @Test
  void event_besideALargeAttachment_isStored() {
    String id = Samples.newId();
    String attachment = item("attachment", "x".repeat(30 << 20));

    Reply reply =
        wire.send(
            PATH + "?sentry_key=" + KEY,
            "POST",
            BodyPublishers.ofByteArray(gzip(head(id) + attachment + item("event", JSON))),
            "Content-Encoding",
            "gzip");

    assertThat(reply.status()).isEqualTo(200);
    assertThat(server.event(id).status()).isEqualTo(200);
  }

  @Test
  void bomb_ofAnyKind_isTooLarge() {
    String bomb = "{}\n{\"type\":\"attachment\"}\n" + " ".repeat(101 << 20);
    String events = "{}\n" + item("event", "{\"a\":\"" + "x".repeat(1_000_000) + "\"}").repeat(60);

    assertThat(wire.envelope(gzip(bomb), "Content-Encoding", "gzip").status()).isEqualTo(413);
    assertThat(wire.envelope(Zstd.compress(bytes(bomb)), "Content-Encoding", "zstd").status())
        .isEqualTo(413);
    assertThat(wire.envelope(gzip(events), "Content-Encoding", "gzip").status()).isEqualTo(413);
  }

  @Test
  void envelope_aHundredThousandItems_isBounded() {
    assertThat(wire.envelope("{}\n" + "{\"type\":\"session\"}\n{}\n".repeat(100_000)).status())
        .isEqualTo(200);
    assertThat(wire.envelope("{}\n" + "{\"type\":\"event\"}\n{}\n".repeat(100_000)).status())
        .isEqualTo(413);
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 1_000, 9_000, 100_000})
  void event_nestedDeep_isStoredOrRefused(int levels) {
    String id = Samples.newId();
    String event = "{\"message\":\"deep\",\"extra\":" + Samples.nested(levels) + "}";

    Reply reply = wire.envelope(head(id) + item("event", event));

    assertThat(reply.status()).isEqualTo(levels > 9_000 ? 400 : 200);
    if (levels == 100) {
      assertThat(server.event(id).json().at("/context/extra").isObject()).isTrue();
    }
  }

  private static String head(String id) {
    return "{\"event_id\":\"" + id + "\"}\n";
  }

  private static String event(String message, String trace) {
    return "{\"message\":\""
        + message
        + "\",\"contexts\":{\"trace\":{\"trace_id\":\""
        + trace
        + "\"}}}";
  }

  private static String logs(String... items) {
    return "{\"items\":[" + String.join(",", items) + "]}";
  }

  private static String log(String level, String body, String trace) {
    return "{\"timestamp\":"
        + System.currentTimeMillis() / 1000
        + ".25,\"level\":\""
        + level
        + "\",\"body\":\""
        + body
        + "\",\"trace_id\":\""
        + trace
        + "\",\"attributes\":{"
        + "\"sentry.message.template\":{\"type\":\"string\",\"value\":\""
        + body.replaceAll("\\d+", "{}")
        + "\"},"
        + "\"sentry.message.parameter.0\":{\"type\":\"integer\",\"value\":7},"
        + "\"sentry.environment\":{\"type\":\"string\",\"value\":\"production\"}}}";
  }

  private static long count(String search) {
    long count = 0;
    String path = "/api/v1/issues?search=" + search.replace(" ", "%20");
    for (var issue : server.get(path).json().path("items")) {
      count += issue.path("count").asLong();
    }
    return count;
  }

  private static Map<String, Long> losses() throws SQLException {
    Map<String, Long> losses = new TreeMap<>();
    String url = "jdbc:sqlite:" + data.resolve("tombo.db");
    try (Connection connection = DriverManager.getConnection(url);
        ResultSet rows =
            connection
                .createStatement()
                .executeQuery("select reason, sum(count) from loss group by reason")) {
      while (rows.next()) {
        losses.put(rows.getString(1), rows.getLong(2));
      }
    }
    return losses;
  }

  private static byte[] gzip(String plain) {
    try {
      return SentryReplay.gzip(bytes(plain));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static byte[] rawDeflate(byte[] plain) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (DeflaterOutputStream deflate =
        new DeflaterOutputStream(out, new Deflater(Deflater.DEFAULT_COMPRESSION, true))) {
      deflate.write(plain);
    }
    return out.toByteArray();
  }

  /** RFC 7932, section 9: a window of 64 KiB, one block that is not compressed, an empty last. */
  private static byte[] brotli(byte[] plain) {
    int header = (plain.length - 1) << 4 | 1 << 20;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int shift = 0; shift < 24; shift += 8) {
      out.write(header >> shift);
    }
    out.writeBytes(plain);
    out.write(0b11);
    return out.toByteArray();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
