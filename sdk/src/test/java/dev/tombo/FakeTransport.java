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

/** A server that reactions what it was told to, else that it accepted everything. */
final class FakeTransport implements Transport {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  final List<JsonNode> batches = new ArrayList<>();
  private final ArrayDeque<Reaction> reactions = new ArrayDeque<>();

  /** What becomes of one request. */
  interface Reaction {
    Reply reply() throws IOException;
  }

  FakeTransport then(int status, String body, @Nullable String retryAfter) {
    return then(() -> new Reply(status, retryAfter, body.getBytes(UTF_8)));
  }

  FakeTransport then(int status) {
    return then(status, "", null);
  }

  FakeTransport then(Reaction reaction) {
    reactions.add(reaction);
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
    Reaction reaction = reactions.poll();
    return reaction == null
        ? new Reply(200, null, "{\"accepted\":1}".getBytes(UTF_8))
        : reaction.reply();
  }

  @Override
  public void cancel() {}

  @Override
  public void close() {}
}
