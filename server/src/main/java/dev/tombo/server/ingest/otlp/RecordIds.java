// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.ingest.otlp;

import dev.tombo.server.model.EventId;
import dev.tombo.server.model.Sha256;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes ids for records, which have none: of their bytes, those of their resource and scope, and of
 * how many equal ones came before in the same request. A request that is sent again, in whatever
 * other company, so has the same ids, and a loop that logs the same within a tick of its clock is
 * still counted as often as it did. The form is UUIDv8 (RFC 9562, section 5.8), with the record's
 * millisecond in front as a UUIDv7 has it. Not thread-safe.
 */
final class RecordIds {
  private final byte[] body;
  private final Supplier<EventId> newIds;
  private final Map<EventId, Integer> seen = new HashMap<>();

  /** Ids of the records of a body; a record without any time gets one of the others. */
  RecordIds(byte[] body, Supplier<EventId> newIds) {
    this.body = body;
    this.newIds = newIds;
  }

  EventId of(@Nullable Instant at, Span resource, Span scope, Span log) {
    if (at == null) {
      return newIds.get();
    }
    MessageDigest sha = Sha256.start();
    ByteBuffer lengths = ByteBuffer.allocate(2 * Integer.BYTES);
    sha.update(lengths.putInt(resource.length()).putInt(scope.length()).flip());
    sha.update(body, resource.start(), resource.length());
    sha.update(body, scope.start(), scope.length());
    sha.update(body, log.start(), log.length());
    byte[] hash = sha.digest();
    EventId id = id(at, hash);
    int before = seen.merge(id, 1, Integer::sum) - 1;
    return before == 0 ? id : id(at, again(hash, before));
  }

  private static byte[] again(byte[] hash, int before) {
    MessageDigest sha = Sha256.start();
    sha.update(hash);
    sha.update(ByteBuffer.allocate(Integer.BYTES).putInt(before).flip());
    return sha.digest();
  }

  private static EventId id(Instant at, byte[] hash) {
    ByteBuffer bits = ByteBuffer.wrap(hash);
    long high = (at.toEpochMilli() << 16) | 0x8000 | (bits.getLong() & 0x0FFF);
    return new EventId(high, 0x8000_0000_0000_0000L | (bits.getLong() >>> 2));
  }
}
