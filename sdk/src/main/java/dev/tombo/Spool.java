// SPDX-License-Identifier: Apache-2.0
package dev.tombo;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Batches on the disk, first in first out, bounded in bytes and in age. The worker's own, but for
 * {@link #isUsable}. No fault of the disk gets out: what cannot be written stays in memory.
 *
 * <p>What is acknowledged goes by whole segments, so a crash may leave some of it behind. It is
 * sent again then, under the same ids.
 */
final class Spool {
  private static final long SEGMENT_BYTES = 1 << 20;
  private static final long AFTER_FAULT = TimeUnit.SECONDS.toNanos(10);

  private final Path base;
  private final String key;
  private final long maxBytes;
  private final Duration maxAge;
  private final Ledger ledger;
  private final Ids ids;
  private final Time time;
  private final Trouble trouble;

  private final ArrayDeque<Slot> waiting = new ArrayDeque<>();
  private @Nullable SpoolPlace place;
  private @Nullable Segment current;
  private long bytes;
  private volatile boolean usable = true;
  private long brokenUntil;

  Spool(
      Path base,
      String key,
      TomboOptions options,
      Ledger ledger,
      Ids ids,
      Time time,
      Trouble trouble) {
    this.base = base;
    this.key = key;
    this.maxBytes = options.maxSpoolBytes;
    this.maxAge = options.maxSpoolAge;
    this.ledger = ledger;
    this.ids = ids;
    this.time = time;
    this.trouble = trouble;
  }

  /** A batch on the disk. */
  static final class Slot {
    final Segment.Place place;
    final int entries;
    final int count;

    /** How many items of the queue it settles; none if an earlier process wrote it. */
    final int taken;

    Slot(Segment.Place place, Batch batch) {
      this.place = place;
      this.entries = batch.entries.size();
      this.count = batch.count();
      this.taken = batch.taken;
    }
  }

  /** Takes its place on the disk, and what was left there. */
  void open() {
    try {
      SpoolPlace taken = SpoolPlace.take(base, key);
      place = taken;
      for (Path file : taken.segments()) {
        try {
          take(Segment.left(file));
        } catch (IOException | RuntimeException unreadable) {
          trouble.tell("segment", "A file of the spool cannot be read: " + file, unreadable);
        }
      }
    } catch (Throwable fault) {
      usable = place != null;
      trouble.tell("spool", "The spool cannot be used; events wait in memory only", fault);
    }
  }

  private void take(Segment segment) throws IOException {
    Runnable cut =
        () -> trouble.tell("cut", "A file of the spool was cut short: " + segment.file, null);
    int whole = 0;
    for (Segment.Place record : segment.scan(cut)) {
      try {
        Batch batch = SpoolRecord.decode(segment.read(record)).batch;
        ledger.inherited(batch.count(), batch.discarded);
        if (!batch.entries.isEmpty()) {
          waiting.add(new Slot(record, batch));
          whole++;
        }
      } catch (IOException unreadable) {
        trouble.tell("record", "A record of the spool cannot be read", unreadable);
      }
    }
    segment.open = whole;
    bytes += segment.size();
    if (whole == 0) {
      delete(segment);
    }
  }

  /** Returns false as long as the disk does not take anything; may be asked by any thread. */
  boolean isUsable() {
    return usable;
  }

  /** Tries the disk again where the last fault is some time ago. */
  boolean takes() {
    return place != null && (usable || time.nanos() - brokenUntil >= 0);
  }

  boolean isEmpty() {
    return waiting.isEmpty();
  }

  /** Returns how many entries wait, at least. */
  int entries() {
    int entries = 0;
    for (Iterator<Slot> slots = waiting.iterator(); slots.hasNext() && entries < 10_000; ) {
      entries += slots.next().entries;
    }
    return entries;
  }

  /** Returns the batch with its place on the disk, or null if it could not be written. */
  @Nullable Batch append(Batch batch) {
    SpoolPlace here = place;
    if (here == null) {
      return null;
    }
    try {
      byte[] record = new SpoolRecord(time.now().toEpochMilli(), batch).encode();
      if (bytes + record.length > maxBytes) {
        throw new IOException("the spool has reached its bound of " + maxBytes + " bytes");
      }
      Segment segment = segment(here);
      long before = segment.size();
      Slot slot = new Slot(segment.append(record), batch);
      bytes += segment.size() - before;
      waiting.add(slot);
      ledger.spooled(slot.count);
      usable = true;
      return batch.on(Collections.singletonList(slot));
    } catch (Throwable fault) {
      usable = false;
      brokenUntil = time.nanos() + AFTER_FAULT;
      trouble.tell("disk", "The spool takes nothing more; events wait in memory only", fault);
      return null;
    }
  }

  private Segment segment(SpoolPlace here) throws IOException {
    Segment now = current;
    if (now == null || now.isClosed() || now.size() >= SEGMENT_BYTES) {
      if (now != null) {
        now.close();
      }
      now = Segment.create(here.directory.resolve(ids.next() + Segment.SUFFIX));
      bytes += now.size();
      current = now;
    }
    return now;
  }

  /** Returns the oldest batches as one, within these bounds; null if there is nothing to send. */
  @Nullable Batch first(int maxEntries, int maxLength, Map<DiscardReason, Long> discarded) {
    List<Slot> slots = new ArrayList<>();
    List<Entry> events = new ArrayList<>();
    List<Entry> repeats = new ArrayList<>();
    String id = "";
    int taken = 0;
    long length = 0;
    for (Slot slot : new ArrayList<>(waiting)) {
      int entries = events.size() + repeats.size();
      length += slot.place.length;
      if (!slots.isEmpty() && (entries + slot.entries > maxEntries || length > maxLength)) {
        break;
      }
      Batch batch = read(slot);
      if (batch != null) {
        id = slots.isEmpty() ? batch.id : ids.next();
        slots.add(slot);
        taken += slot.taken;
        batch.entries.forEach(entry -> (entry.repeat ? repeats : events).add(entry));
      }
    }
    events.addAll(repeats);
    return slots.isEmpty() ? null : new Batch(id, events, discarded, taken).on(slots);
  }

  /** Reads a batch; one that is too old or unreadable is done with, and counted. */
  private @Nullable Batch read(Slot slot) {
    DiscardReason reason = DiscardReason.EXPIRED;
    try {
      SpoolRecord record = SpoolRecord.decode(slot.place.segment.read(slot.place));
      if (time.now().toEpochMilli() - record.spooledAt <= maxAge.toMillis()) {
        return record.batch;
      }
    } catch (IOException | RuntimeException unreadable) {
      trouble.tell("record", "A record of the spool cannot be read", unreadable);
      reason = DiscardReason.INTERNAL_ERROR;
    }
    done(slot);
    ledger.discarded(reason, slot.count);
    ledger.settled(slot.taken);
    return null;
  }

  /** Forgets a batch whose fate is known. */
  void done(Slot slot) {
    waiting.remove(slot);
    ledger.spooled(-slot.count);
    Segment segment = slot.place.segment;
    if (--segment.open == 0) {
      delete(segment);
    }
  }

  private void delete(Segment segment) {
    try {
      bytes -= segment.size();
      segment.delete();
    } catch (IOException | RuntimeException fault) {
      trouble.tell("delete", "A file of the spool cannot be deleted: " + segment.file, fault);
    }
  }

  void close() {
    try {
      if (current != null) {
        current.close();
      }
      if (place != null) {
        place.close();
      }
    } catch (IOException | RuntimeException ignored) {
      // The process may go on, but nothing is lost.
    }
  }
}
