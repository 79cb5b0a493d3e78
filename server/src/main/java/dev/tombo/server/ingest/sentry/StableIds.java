// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.ingest.sentry;

import dev.tombo.server.model.EventId;
import dev.tombo.server.model.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;

/** Makes ids of what was sent without one, so that the same sent again is recognised. */
final class StableIds {
  private StableIds() {}

  /** The id of these parts in this order: half of their SHA-256, each after its length. */
  static EventId of(Iterable<byte[]> parts) {
    MessageDigest sha = Sha256.start();
    ByteBuffer length = ByteBuffer.allocate(Integer.BYTES);
    for (byte[] part : parts) {
      sha.update(length.clear().putInt(part.length).flip());
      sha.update(part);
    }
    return EventId.of(Arrays.copyOf(sha.digest(), 16));
  }

  /** The id of these texts. */
  static EventId of(String... texts) {
    return of(Arrays.stream(texts).map(text -> text.getBytes(StandardCharsets.UTF_8)).toList());
  }
}
