// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Sends a server with little memory what is meant to exhaust it, sixteen requests at a time: each
 * is answered as its protocol says, and the honest one that comes next is taken.
 */
final class HostileRequestsTest {
  private static final String ENVELOPE = "/api/1/envelope/";
  private static final String STORE = "/api/1/store/";
  private static final String EVENTS = "/api/v1/events";
  private static final String LOGS = "/v1/logs";
  private static final int AT_ONCE = 16;
  private static final int TIMES_EACH = 4;
  private static final int BOMB_BYTES = 300 << 20;

  /** What is answered while others hold the memory. */
  private static final int BUSY = 503;

  /** An envelope with an attachment of 300 MiB of spaces, by the encoder of Node.js. */
  private static final String BROTLI_BOMB =
      "z///fwAEHHJ+oXbBWFu5CjanJaKddubuEmvtoPf/nuD//z8AEgBxWAC69//8//8HQAIgDgtA9/6f////AEgAxGEB"
          + "6N7/8///HwAJgDgsAN37f/7//wMgARCHBaB7/8///38AJADisAB07//5//8PgARAHBaA7v0/////AZAAiMMC"
          + "0L3/5///PwASAHFYALr3//z//wdAAiAOC0D3/p////8ASADEYQHo3v/z//8fAAmAOCwA3ft//v//AyABEIcF"
          + "oHv/z///fwAkAOKwAHTv//n//w+ABEAcFoDu/T////8BkACIwwLQvf/n//8/ABIAcVgAuvf/iQEADEACIA4L"
          + "YPr+Fw==";

  @TempDir private Path data;
  private final HttpClient client = HttpClient.newHttpClient();

  /** A request and the status that its protocol has for it. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Hostile(
      String name, String path, String type, String coding, byte[] body, int status) {}

  @Test
  void requests_meantToExhaustMemory_areRefusedAndTheHonestNextIsTaken() throws Exception {
    try (ServerProgram program = ServerProgram.start(List.of("-Xmx96m"), data, "--port=0");
        var threads = Executors.newFixedThreadPool(AT_ONCE)) {
      program.awaitListening();
      List<Hostile> hostile = hostile();
      List<Hostile> all = new ArrayList<>();
      for (int i = 0; i < TIMES_EACH; i++) {
        all.addAll(hostile);
      }
      Collections.shuffle(all, new Random(1));
      List<Future<Integer>> answers = new ArrayList<>();
      for (Hostile one : all) {
        answers.add(threads.submit(() -> send(program, one)));
      }
      int busy = 0;
      for (int i = 0; i < all.size(); i++) {
        int status = answers.get(i).get();
        assertThat(status).as(all.get(i).name()).isIn(all.get(i).status(), BUSY);
        busy += status == BUSY ? 1 : 0;
      }
      System.out.println(all.size() + " hostile requests, " + busy + " while it was busy");

      for (Hostile one : honest()) {
        assertThat(send(program, one)).as(one.name()).isEqualTo(one.status());
      }
      for (Hostile one : hostile) {
        assertThat(send(program, one)).as("%s, alone", one.name()).isEqualTo(one.status());
      }
      assertThat(program.isAlive()).isTrue();
      assertThat(program.log()).doesNotContain("OutOfMemoryError", "SEVERE");
    } finally {
      client.close();
    }
  }

  private int send(ServerProgram program, Hostile one) throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(program.address().resolve(one.path()))
            .timeout(Duration.ofSeconds(60))
            .header("Authorization", "Bearer " + TestServer.TOKEN)
            .header("X-Sentry-Auth", "Sentry sentry_key=" + TestServer.TOKEN)
            .header("Content-Type", one.type())
            .POST(BodyPublishers.ofByteArray(one.body()));
    if (!one.coding().isEmpty()) {
      request.header("Content-Encoding", one.coding());
    }
    HttpResponse<String> answer = client.send(request.build(), BodyHandlers.ofString());
    return answer.statusCode();
  }

  private static List<Hostile> honest() {
    String id = Samples.newId();
    String envelope = head(id) + SentryWire.item("event", "{\"message\":\"hello\"}");
    Proto log = new Proto().fixed64(1, 1).varint(2, 9);
    return List.of(
        plain("an honest envelope", ENVELOPE, envelope, 200),
        plain("an honest event", EVENTS, Samples.batch(Samples.event(Samples.newId())), 200),
        new Hostile(
            "honest logs", LOGS, "application/x-protobuf", "", Proto.logs(log).bytes(), 200));
  }

  private static List<Hostile> hostile() throws IOException {
    List<Hostile> all = new ArrayList<>();
    byte[] brotli = Base64.getDecoder().decode(BROTLI_BOMB);
    for (String path : List.of(ENVELOPE, STORE)) {
      all.add(new Hostile("br at " + path, path, "", "br", brotli, 413));
      for (String coding : List.of("gzip", "deflate", "zstd")) {
        all.add(new Hostile(coding + " at " + path, path, "", coding, bomb(coding), 413));
      }
    }
    for (String path : List.of(EVENTS, LOGS)) {
      for (String coding : List.of("gzip", "zstd")) {
        String name = coding + " at " + path;
        all.add(new Hostile(name, path, TestServer.JSON, coding, bomb(coding), 413));
      }
    }
    all.addAll(many());
    all.addAll(outOfForm());
    return all;
  }

  private static List<Hostile> many() throws IOException {
    Proto[] errors = new Proto[100_000];
    Arrays.fill(errors, new Proto().fixed64(1, 1).varint(2, 17));
    byte[] logs = gzip(Proto.logs(errors).bytes());
    String large = SentryWire.item("event", "{\"a\":\"" + "x".repeat(1_000_000) + "\"}");
    return List.of(
        gzipped("sessions", ENVELOPE, "{}\n" + "{\"type\":\"session\"}\n{}\n".repeat(100_000), 200),
        gzipped("events", ENVELOPE, "{}\n" + "{\"type\":\"event\"}\n{}\n".repeat(100_000), 413),
        gzipped("large events", ENVELOPE, "{}\n" + large.repeat(60), 413),
        gzipped("native events", EVENTS, "{\"events\":[{}" + ",{}".repeat(100_000) + "]}", 413),
        new Hostile("records", LOGS, "application/x-protobuf", "gzip", logs, 413));
  }

  private static List<Hostile> outOfForm() throws IOException {
    String event = "{\"message\":\"a\",\"extra\":";
    String first = head(Samples.newId()) + "{\"type\":\"event\",\"length\":1000}\n";
    return List.of(
        gzipped("100 levels", ENVELOPE, nested(event, 100), 200),
        gzipped("100,000 levels", ENVELOPE, nested(event, 100_000), 400),
        gzipped("levels of a batch", EVENTS, "{\"x\":" + Samples.nested(100_000) + "}", 400),
        plain("truncated", ENVELOPE, first + "{\"message\":\"cut", 400),
        plain("interleaved", ENVELOPE, first + head(Samples.newId()) + first, 400),
        plain("length of the universe", ENVELOPE, first.replace("1000", "9".repeat(18)), 400),
        plain("negative length", ENVELOPE, first.replace("1000", "-1"), 400),
        new Hostile("half a bomb", ENVELOPE, "", "gzip", half(bomb("gzip")), 413),
        new Hostile("half a zstd", ENVELOPE, "", "zstd", new byte[] {0x28, (byte) 0xB5}, 400));
  }

  private static byte[] half(byte[] bytes) {
    return Arrays.copyOf(bytes, bytes.length / 2);
  }

  private static String nested(String event, int levels) {
    return head(Samples.newId()) + SentryWire.item("event", event + Samples.nested(levels) + "}");
  }

  private static String head(String id) {
    return "{\"event_id\":\"" + id + "\"}\n";
  }

  private static Hostile plain(String name, String path, String body, int status) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return new Hostile(name, path, TestServer.JSON, "", bytes, status);
  }

  private static Hostile gzipped(String name, String path, String body, int status)
      throws IOException {
    byte[] bytes = gzip(body.getBytes(StandardCharsets.UTF_8));
    return new Hostile(name, path, TestServer.JSON, "gzip", bytes, status);
  }

  private static byte[] gzip(byte[] plain) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(plain);
    }
    return out.toByteArray();
  }

  /** A few hundred kilobytes that unfold to an attachment of 300 MiB. */
  static byte[] bomb(String coding) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] spaces = " ".repeat(1 << 20).getBytes(StandardCharsets.US_ASCII);
    try (OutputStream packed =
        switch (coding) {
          case "gzip" -> new GZIPOutputStream(out);
          case "deflate" -> new DeflaterOutputStream(out);
          default -> new ZstdOutputStream(out);
        }) {
      packed.write("{}\n{\"type\":\"attachment\"}\n".getBytes(StandardCharsets.US_ASCII));
      for (int i = 0; i < BOMB_BYTES >> 20; i++) {
        packed.write(spaces);
      }
    }
    return out.toByteArray();
  }
}
