// SPDX-License-Identifier: Apache-2.0
package dev.tombo;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A captured event on its way from the caller's thread to the worker. Immutable. */
final class Item {
  /** Memory of an event's fixed parts. */
  private static final int BASE_BYTES = 512;

  /**
   * Memory of a throwable whose stack trace is not read yet: that of 350 frames, more than
   * applications usually have. Measured on Java 17: 2.1 KB at 60, 6.2 KB at 256, 8.9 KB at 384.
   */
  private static final long THROWABLE_BYTES = 8 * 1024;

  /** The same for the one that always has all the 1024 frames the JVM keeps: 21.9 KB, measured. */
  private static final long OVERFLOW_BYTES = 22 * 1024;

  /** The event with its id, time and thread filled in. */
  final Event event;

  final Chain chain;

  /** What the event still goes through on the worker; it belongs to whom the caller called. */
  final Preparation preparation;

  /** How many further occurrences it stands for, and of what; null for an event of its own. */
  final @Nullable Tally tally;

  /** About how much memory it holds. It is an estimate: to encode would cost the caller time. */
  final long bytes;

  private Item(Event event, Chain chain, Preparation preparation, @Nullable Tally tally) {
    this.event = event;
    this.chain = chain;
    this.preparation = preparation;
    this.tally = tally;
    this.bytes = estimate(event.data, chain);
  }

  /** Completes the snapshot, on the caller's thread; it owns the data from now on. */
  static Item of(EventData data, Chain chain, Preparation preparation, @Nullable Tally tally) {
    if (data.threadId < 0 && data.threadName == null) {
      Thread thread = Thread.currentThread();
      data.threadId = thread.getId();
      data.threadName = Text.cut(thread.getName(), Text.MAX_NAME);
      data.threadVirtual = isVirtual(thread);
    }
    if (!chain.notes.isEmpty()) {
      List<String> notes = new ArrayList<>(data.notes);
      notes.addAll(chain.notes);
      data.notes = Collections.unmodifiableList(notes);
    }
    return new Item(new Event(data), chain, preparation, tally);
  }

  String id() {
    return String.valueOf(event.data.id);
  }

  /** Returns true for what may have the last of the room: the worst, and what counts many. */
  boolean isLastToGo() {
    return tally != null || event.data.level == Level.FATAL;
  }

  /** Java 8 has no method to ask by, but the class of a virtual thread has a telling name. */
  static boolean isVirtual(Thread thread) {
    String type = thread.getClass().getName();
    return type.equals("java.lang.VirtualThread") || type.endsWith("$BoundVirtualThread");
  }

  private static long estimate(EventData data, Chain chain) {
    long bytes = BASE_BYTES + chain.bytes();
    for (Chain.Link link : chain.links) {
      bytes += link.throwable instanceof StackOverflowError ? OVERFLOW_BYTES : THROWABLE_BYTES;
    }
    bytes += Sizes.of(data.message) + Sizes.of(data.template);
    bytes += Sizes.of(data.arguments) + Sizes.of(data.markers) + Sizes.of(data.notes);
    bytes += Sizes.of(data.tags) + Sizes.of(data.context) + Sizes.of(data.modules);
    for (CapturedException exception : data.exceptions) {
      bytes += Sizes.of(exception.message) + 64 + exception.frames.size() * 96L;
    }
    for (Breadcrumb breadcrumb : data.breadcrumbs) {
      bytes += 64 + Sizes.of(breadcrumb.message) + Sizes.of(breadcrumb.data);
    }
    if (data.request != null) {
      bytes += 64 + Sizes.of(data.request.url) + Sizes.of(data.request.headers);
    }
    return bytes;
  }
}
