// SPDX-License-Identifier: Apache-2.0
package dev.tombo;

import java.lang.ref.WeakReference;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Knows which throwables were captured lately, so that one that is logged and thrown on, or wrapped
 * and logged again, is one event. They are told apart by identity and held weakly.
 *
 * <p>Two chains of causes that have a throwable in common share all that follows it. So of each
 * captured chain only the two ends are noted, while every link of a new one is looked up.
 * Thread-safe and lock-free.
 */
final class Sightings {
  /** How many throwables are remembered. */
  private static final int KEPT = 4096;

  /**
   * How long a throwable is remembered. There are applications that throw one and the same object
   * all their life, and those are different occurrences.
   */
  private static final long REMEMBERED = TimeUnit.MINUTES.toNanos(1);

  /** How long another thread's capture may be under way before it counts as failed. */
  private static final long UNDER_WAY = TimeUnit.SECONDS.toNanos(1);

  private final Recent<Trace> recent = new Recent<>(KEPT);

  /** One capture, under way or done, and the id of its event once that is needed. */
  @SuppressWarnings("serial") // Nobody writes it anywhere.
  static final class Sighting extends AtomicReference<@Nullable String> {
    private final transient Ids ids;
    private final long at;
    private final long thread = Thread.currentThread().getId();

    /** Published by the id, which is set after it. */
    private boolean queued;

    Sighting(@Nullable String eventId, Ids ids, long nanos) {
      super(eventId);
      this.ids = ids;
      this.at = nanos;
    }

    /** Says which event it is part of. Until then only other threads heed it, and not for long. */
    void becomes(String eventId) {
      queued = true;
      lazySet(eventId);
    }

    /** Most that a storm repeats never need one of their own. */
    String eventId() {
      String known = get();
      if (known != null) {
        return known;
      }
      String made = ids.next();
      return compareAndSet(null, made) ? made : eventId();
    }

    private boolean isHeeded(long now) {
      boolean published = get() != null && queued;
      return published
          ? now - at < REMEMBERED
          : now - at < UNDER_WAY && thread != Thread.currentThread().getId();
    }
  }

  /** A throwable that a capture came upon. */
  private static final class Trace extends WeakReference<Throwable> {
    final Sighting sighting;

    Trace(Throwable throwable, Sighting sighting) {
      super(throwable);
      this.sighting = sighting;
    }
  }

  /** Returns the earlier capture of one of these throwables, else this one, which is then noted. */
  Sighting claim(Chain chain, Sighting mine) {
    // The last is looked up as it is noted.
    for (int i = 0; i < chain.line - 1; i++) {
      Throwable throwable = chain.links.get(i).throwable;
      long hash = hash(throwable);
      Sighting earlier = find(recent.bucket(hash), hash, throwable, mine.at);
      if (earlier != null) {
        return earlier;
      }
      if (throwable instanceof NoClassDefFoundError) {
        // The JVM gives all of these one cause, however often a broken class is asked for.
        return note(chain.links.get(0).throwable, mine);
      }
    }
    // The last first: it is what another thread with the same fault has too.
    Sighting first = chain.line == 0 ? mine : note(last(chain), mine);
    return chain.line < 2 || first != mine ? first : note(chain.links.get(0).throwable, mine);
  }

  private static Throwable last(Chain chain) {
    return chain.links.get(chain.line - 1).throwable;
  }

  private Sighting note(Throwable throwable, Sighting mine) {
    long hash = hash(throwable);
    Trace trace = new Trace(throwable, mine);
    while (true) {
      int bucket = recent.bucket(hash);
      Sighting earlier = find(bucket, hash, throwable, mine.at);
      if (earlier != null || recent.add(hash, bucket, trace)) {
        return earlier == null ? mine : earlier;
      }
    }
  }

  @SuppressWarnings("ReferenceEquality") // Their equals is the application's code.
  private @Nullable Sighting find(int bucket, long hash, Throwable throwable, long now) {
    int place = recent.find(hash, bucket);
    for (; place != Recent.NONE; place = recent.find(hash, recent.older(place))) {
      Trace trace = recent.entry(place);
      if (trace.get() == throwable) {
        return trace.sighting.isHeeded(now) && !isStackless(throwable) ? trace.sighting : null;
      }
    }
    return null;
  }

  /** The JVM, and those who save the cost of stack traces, throw one object over and over. */
  private static boolean isStackless(Throwable throwable) {
    try {
      return throwable.getStackTrace().length == 0;
    } catch (Throwable hostile) {
      return false;
    }
  }

  private static long hash(Throwable throwable) {
    return System.identityHashCode(throwable);
  }
}
