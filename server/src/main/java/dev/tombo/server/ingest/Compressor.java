// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.ingest;

import dev.tombo.server.model.Fingerprint;
import dev.tombo.server.store.DictionaryStore;
import dev.tombo.server.store.DictionaryStore.Dictionary;
import dev.tombo.server.store.StoreException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Compresses bodies, each against the dictionary of its grouping where there is one; keeps those
 * used last ready within a bound of memory. Thread-safe.
 */
public final class Compressor {
  private static final long MEMORY = 32 << 20;

  private final DictionaryStore store;
  private final long memory;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<Key, CompressDictionary> ready = new LinkedHashMap<>(64, 0.75f, true);
  private long used;

  /** A compressor whose dictionaries are in this store. */
  public Compressor(DictionaryStore store) {
    this(store, MEMORY);
  }

  /** A compressor that keeps dictionaries of so many bytes ready. */
  Compressor(DictionaryStore store, long memory) {
    this.store = store;
    this.memory = memory;
  }

  /**
   * The stored form of an event of a fingerprint; empty where that has no dictionary yet, and while
   * the store is away.
   */
  public Optional<byte[]> compress(long project, Fingerprint fingerprint, EventText text) {
    Optional<CompressDictionary> found = find(new Key(project, fingerprint));
    if (found.isEmpty()) {
      return Optional.empty();
    }
    CompressDictionary dictionary = found.get();
    try {
      return Optional.of(BodyCodec.compress(text, dictionary));
    } finally {
      dictionary.release();
    }
  }

  private Optional<CompressDictionary> find(Key key) {
    lock.lock();
    try {
      CompressDictionary known = ready.get(key);
      if (known != null && known.acquire()) {
        return Optional.of(known);
      }
    } finally {
      lock.unlock();
    }
    return stored(key).map(dictionary -> keep(key, new CompressDictionary(dictionary)));
  }

  /** None while the store is away: whether an event can be kept, the commit says. */
  private Optional<Dictionary> stored(Key key) {
    try {
      return store.ofFingerprint(key.project(), key.fingerprint());
    } catch (StoreException e) {
      return Optional.empty();
    }
  }

  private CompressDictionary keep(Key key, CompressDictionary made) {
    List<CompressDictionary> leaving = new ArrayList<>();
    lock.lock();
    try {
      CompressDictionary before = ready.put(key, made);
      used += made.size();
      if (before != null) {
        used -= before.size();
        leaving.add(before);
      }
      Iterator<CompressDictionary> oldest = ready.values().iterator();
      while (used > memory && ready.size() > 1) {
        CompressDictionary one = oldest.next();
        oldest.remove();
        used -= one.size();
        leaving.add(one);
      }
      var unused = made.acquire();
    } finally {
      lock.unlock();
    }
    leaving.forEach(CompressDictionary::retire);
    return made;
  }

  private record Key(long project, Fingerprint fingerprint) {}
}
