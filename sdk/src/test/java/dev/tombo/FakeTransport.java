// SPDX-License-Identifier: Apache-2.0
package dev.tombo;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** A server that answers what it was told to, else that it accepted everything. */
final class FakeTransport implements Transport {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  final List<JsonNode> batches = new ArrayList<>();
  private final ArrayDeque<Answer> answers = new ArrayDeque<>();

  /** What happens to one request. */
  interface Answer {
    Reply reply() throws IOException;
  }

  FakeTransport then(int status, String body, @Nullable String retryAfter) {
    return then(() -> new Reply(status, retryAfter, body.getBytes(UTF_8)));
  }

  FakeTransport then(int status) {
    return then(status, "", null);
  }

  FakeTransport then(Answer answer) {
    answers.add(answer);
    return this;
  }

  FakeTransport thenUnreachable() {
    return then(
        () -> {
          throw new IOException("unreachable");
        });
  }

  JsonNode last() {
    return batches.get(batches.size() - 1);
  }

  @Override
  public Reply send(byte[] gzippedJson) throws IOException {
    batches.add(MAPPER.readTree(new GZIPInputStream(new ByteArrayInputStream(gzippedJson))));
    Answer answer = answers.poll();
    return answer == null ? new Reply(200, null, "{}".getBytes(UTF_8)) : answer.reply();
  }

  @Override
  public void cancel() {}

  @Override
  public void close() {}
}
