// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.ingest;

import dev.tombo.server.grouping.Grouping;
import dev.tombo.server.ingest.Batch.EventPart;
import dev.tombo.server.model.Explanation;
import dev.tombo.server.model.GroupingRules;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Says of a stored event what made its fingerprint. Thread-safe. */
public final class Explanations {
  private static final byte[] HEAD = "{\"events\":[".getBytes(StandardCharsets.UTF_8);
  private static final byte[] TAIL = "]}".getBytes(StandardCharsets.UTF_8);

  private final NativeDecoder decoder;

  /** Explanations of events that are read by a decoder. */
  public Explanations(NativeDecoder decoder) {
    this.decoder = decoder;
  }

  /**
   * The parts that count and those that do not.
   *
   * @param body an event as it was stored
   */
  public Explanation of(byte[] body) {
    ByteArrayOutputStream batch = new ByteArrayOutputStream();
    batch.writeBytes(HEAD);
    batch.writeBytes(BodyCodec.decompress(body));
    batch.writeBytes(TAIL);
    return decoder.json(batch.toByteArray()).parts().getFirst() instanceof EventPart stored
        ? Grouping.explain(stored.event(), GroupingRules.NONE)
        : Explanation.NONE;
  }
}
