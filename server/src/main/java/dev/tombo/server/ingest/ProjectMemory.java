// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.ingest;

import dev.tombo.server.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongFunction;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * What projects say of something. It is read every few seconds, so that a change is heeded within
 * five, and what was known holds while it cannot be read. Thread-safe.
 *
 * @param <T> what they say
 */
final class ProjectMemory<T> {
  private static final Logger LOG = Logger.getLogger(ProjectMemory.class.getName());
  private static final Duration MEMORY = Duration.ofSeconds(4);
  private static final int MOST_PROJECTS = 10_000;

  private final LongFunction<T> reader;
  private final InstantSource clock;
  private final Map<Long, Known<T>> known = Collections.synchronizedMap(new Latest<>());

  private record Known<T>(T value, Instant readAt) {}

  /** What this reads of a project's number. */
  ProjectMemory(LongFunction<T> reader, InstantSource clock) {
    this.reader = reader;
    this.clock = clock;
  }

  /** What a project says. */
  T of(long project) {
    Instant now = clock.instant();
    Known<T> last = known.get(project);
    if (last != null && isFresh(last.readAt(), now)) {
      return last.value();
    }
    T value = read(project, last);
    known.put(project, new Known<>(value, now));
    return value;
  }

  /** Heeds at once that what a project says was changed here. */
  void changed(long project) {
    known.remove(project);
  }

  private T read(long project, @Nullable Known<T> last) {
    try {
      return reader.apply(project);
    } catch (StoreException e) {
      if (last == null) {
        throw e;
      }
      LOG.log(Level.WARNING, "rules cannot be read now: {0}", e.getMessage());
      return last.value();
    }
  }

  /** A clock that was set back ends every memory. */
  private static boolean isFresh(Instant readAt, Instant now) {
    Duration age = Duration.between(readAt, now);
    return !age.isNegative() && age.compareTo(MEMORY) < 0;
  }

  /** The projects that were asked for last. */
  private static final class Latest<T> extends LinkedHashMap<Long, Known<T>> {
    private static final long serialVersionUID = 1L;

    Latest() {
      super(16, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<Long, Known<T>> eldest) {
      return size() > MOST_PROJECTS;
    }
  }
}
