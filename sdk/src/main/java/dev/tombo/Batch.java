// SPDX-License-Identifier: Apache-2.0
package dev.tombo;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/**
 * Events that leave in one request, and the discards that the server does not know of yet.
 *
 * <p>Its id and its events' ids stay the same however often it is tried: by them the server tells a
 * repetition. Immutable.
 */
final class Batch {
  final String id;

  /** The events, and after them the repeats; may be empty if there are discards. */
  final List<Entry> entries;

  final Map<DiscardReason, Long> discarded;

  /** Where it stands in the spool; to be forgotten there when its fate is known. */
  final List<Spool.Slot> slots;

  /** Whether its entries are on the disk, be it as part of another batch. */
  final boolean onDisk;

  /** How many items of the queue this batch settles: its entries and those given up beside them. */
  final int taken;

  Batch(String id, List<Entry> entries, Map<DiscardReason, Long> discarded, int taken) {
    this(id, entries, discarded, taken, Collections.emptyList(), false);
  }

  private Batch(
      String id,
      List<Entry> entries,
      Map<DiscardReason, Long> discarded,
      int taken,
      List<Spool.Slot> slots,
      boolean onDisk) {
    this.id = id;
    this.entries = entries;
    this.discarded = discarded;
    this.taken = taken;
    this.slots = slots;
    this.onDisk = onDisk;
  }

  /** Returns the batch as it stands in the spool. */
  Batch on(List<Spool.Slot> slots) {
    return new Batch(id, entries, discarded, taken, slots, true);
  }

  /** Returns the first half, with all discards, under an id of its own. */
  Batch firstHalf(String newId) {
    int half = entries.size() / 2;
    return new Batch(
        newId, entries.subList(0, half), discarded, half, Collections.emptyList(), onDisk);
  }

  /** Returns the other half; when that is done, so is the whole. */
  Batch secondHalf(String newId) {
    int half = entries.size() / 2;
    return new Batch(
        newId,
        entries.subList(half, entries.size()),
        Collections.emptyMap(),
        taken - half,
        slots,
        onDisk);
  }

  /** Returns how many events it tells of. */
  int count() {
    int count = 0;
    for (Entry entry : entries) {
      count += entry.count;
    }
    return count;
  }

  /** Returns the body of a request that leaves now, compressed. */
  byte[] body(Instant sentAt) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(8192);
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      write(out, sentAt);
    }
    return bytes.toByteArray();
  }

  void write(OutputStream out, Instant sentAt) throws IOException {
    JsonGenerator generator = Json.FACTORY.createGenerator(out, JsonEncoding.UTF8);
    generator.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
    generator.writeStartObject();
    generator.writeStringField("id", id);
    generator.writeStringField("sentAt", sentAt.toString());
    generator.writeArrayFieldStart("discarded");
    for (Map.Entry<DiscardReason, Long> entry : discarded.entrySet()) {
      generator.writeStartObject();
      generator.writeStringField("reason", entry.getKey().wireName());
      generator.writeNumberField("count", entry.getValue());
      generator.writeEndObject();
    }
    generator.writeEndArray();
    generator.flush();
    // The entries are JSON already, which the generator could only take as text.
    writeEntries(out, "events", false);
    if (!entries.isEmpty() && entries.get(entries.size() - 1).repeat) {
      writeEntries(out, "repeats", true);
    }
    out.write('}');
    out.flush();
  }

  private void writeEntries(OutputStream out, String name, boolean repeats) throws IOException {
    out.write((",\"" + name + "\":[").getBytes(US_ASCII));
    boolean first = true;
    for (Entry entry : entries) {
      if (entry.repeat == repeats) {
        if (!first) {
          out.write(',');
        }
        first = false;
        out.write(entry.json);
      }
    }
    out.write(']');
  }
}
