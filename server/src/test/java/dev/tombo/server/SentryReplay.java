// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tombo.server.SentryWire.Reply;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;

/**
 * Sends a folder of captured requests again, byte for byte, and tells what was answered. What has a
 * {@code .http.json} beside it is sent with the headers it came with; other {@code .json} is an
 * event, other {@code .txt} and {@code .envelope} an envelope.
 */
final class SentryReplay {
  /** What the sending end sets by itself. */
  private static final Set<String> OWN =
      Set.of("host", "connection", "content-length", "transfer-encoding", "expect");

  private final SentryWire wire;
  private final List<Sent> sent = new ArrayList<>();

  SentryReplay(SentryWire wire) {
    this.wire = wire;
  }

  /**
   * One request that was sent.
   *
   * @param how what it was made of
   * @param eventId that was answered; empty where none was
   */
  record Sent(String how, int status, Optional<String> eventId, String body) {}

  /** Sends all that is in a folder and below it. */
  List<Sent> replay(Path folder) throws IOException {
    List<Path> files;
    try (var walk = Files.walk(folder)) {
      files = walk.filter(Files::isRegularFile).sorted().toList();
    }
    for (Path file : files) {
      String name = file.getFileName().toString();
      Path head =
          file.resolveSibling(name.replaceFirst("\\.(envelope|body|txt)$", "") + ".http.json");
      if (name.endsWith(".http.json")) {
        captured(file);
      } else if (name.endsWith(".json")) {
        event(file);
      } else if (name.matches(".*\\.(txt|envelope)") && !Files.exists(head)) {
        note(file.toString(), wire.envelope(Files.readAllBytes(file)));
      }
    }
    return sent;
  }

  private void captured(Path head) throws IOException {
    JsonNode request = Answer.read(Files.readString(head));
    String url = request.path("url").asText();
    if (!url.startsWith("/api/")) {
      return;
    }
    String stem = head.getFileName().toString().replace(".http.json", "");
    byte[] body = new byte[0];
    for (String suffix : List.of(".envelope", ".body", ".raw.gz")) {
      Path file = head.resolveSibling(stem + suffix);
      body = Files.exists(file) ? Files.readAllBytes(file) : body;
    }
    List<String> headers = new ArrayList<>();
    for (var header : request.path("headers").properties()) {
      if (!OWN.contains(header.getKey().toLowerCase(Locale.ROOT))) {
        headers.add(header.getKey());
        headers.add(header.getValue().asText());
      }
    }
    String path = url.replaceFirst("^/api/\\d+/", "/api/1/");
    note(head.toString(), wire.post(path, body, headers.toArray(String[]::new)));
  }

  private void event(Path file) throws IOException {
    byte[] json = Files.readAllBytes(file);
    note(
        file + " stored",
        wire.post(
            "/api/1/store/?sentry_key=" + TestServer.TOKEN, json, "Content-Type", "text/plain"));
    String head = "{\"event_id\":\"" + Samples.newId() + "\"}\n";
    byte[] counted = joined(head + "{\"type\":\"event\",\"length\":" + json.length + "}\n", json);
    note(
        file + " in an envelope, counted, gzip",
        wire.envelope(gzip(counted), "Content-Encoding", "gzip"));
    String id = "{\"event_id\":\"" + Samples.newId() + "\"}\n";
    byte[] line =
        Answer.read(new String(json, StandardCharsets.UTF_8))
            .toString()
            .getBytes(StandardCharsets.UTF_8);
    byte[] bare = joined(id + "{\"type\":\"event\"}\n", line);
    note(
        file + " in an envelope, bare, deflate",
        wire.envelope(deflate(bare), "Content-Encoding", "deflate"));
  }

  private void note(String how, Reply reply) {
    Optional<String> id =
        Optional.of(reply.json().path("id").asText()).filter(text -> !text.isEmpty());
    sent.add(new Sent(how, reply.status(), id, reply.response().body()));
  }

  private static byte[] joined(String head, byte[] tail) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(head.getBytes(StandardCharsets.UTF_8));
    out.write(tail);
    return out.toByteArray();
  }

  static byte[] gzip(byte[] plain) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(plain);
    }
    return out.toByteArray();
  }

  static byte[] deflate(byte[] plain) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (DeflaterOutputStream deflate = new DeflaterOutputStream(out)) {
      deflate.write(plain);
    }
    return out.toByteArray();
  }
}
