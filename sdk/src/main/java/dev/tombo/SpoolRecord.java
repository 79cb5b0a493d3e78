// SPDX-License-Identifier: Apache-2.0
package dev.tombo;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A batch as it stands on the disk, and the time when it came there. */
final class SpoolRecord {
  private static final int VERSION = 1;

  final long spooledAt;
  final Batch batch;

  SpoolRecord(long spooledAt, Batch batch) {
    this.spooledAt = spooledAt;
    this.batch = batch;
  }

  byte[] encode() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(VERSION);
      out.writeLong(spooledAt);
      out.writeUTF(batch.id);
      out.writeShort(batch.discarded.size());
      for (Map.Entry<DiscardReason, Long> entry : batch.discarded.entrySet()) {
        out.writeUTF(entry.getKey().wireName());
        out.writeLong(entry.getValue());
      }
      out.writeInt(batch.entries.size());
      for (Entry entry : batch.entries) {
        out.writeBoolean(entry.repeat);
        out.writeInt(entry.count);
        out.writeInt(entry.json.length);
        out.write(entry.json);
      }
    }
    return bytes.toByteArray();
  }

  /**
   * Reads what {@link #encode} wrote.
   *
   * @throws IOException if it is something else
   */
  static SpoolRecord decode(byte[] bytes) throws IOException {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      if (in.readByte() != VERSION) {
        throw new IOException("a record of another version");
      }
      long spooledAt = in.readLong();
      String id = in.readUTF();
      Map<DiscardReason, Long> discarded = new EnumMap<>(DiscardReason.class);
      for (int left = in.readUnsignedShort(); left > 0; left--) {
        DiscardReason reason = reason(in.readUTF());
        long count = in.readLong();
        if (reason != null) {
          discarded.put(reason, count);
        }
      }
      List<Entry> entries = new ArrayList<>();
      for (int left = in.readInt(); left > 0; left--) {
        boolean repeat = in.readBoolean();
        int count = in.readInt();
        int length = in.readInt();
        if (length < 0 || length > bytes.length || count < 1) {
          throw new IOException("an entry of senseless length or count");
        }
        byte[] json = new byte[length];
        in.readFully(json);
        entries.add(new Entry(json, repeat, count));
      }
      return new SpoolRecord(spooledAt, new Batch(id, entries, discarded, 0));
    }
  }

  private static @Nullable DiscardReason reason(String wireName) {
    for (DiscardReason reason : DiscardReason.values()) {
      if (reason.wireName().equals(wireName)) {
        return reason;
      }
    }
    return null;
  }
}
