// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.ingest;

import dev.tombo.server.store.DictionaryStore;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the texts of stored bodies, with the dictionaries of the last few groupings at hand.
 * Thread-safe.
 */
public final class StoredBodies {
  private static final int AT_HAND = 64;

  private final DictionaryStore store;
  private final Map<Key, byte[]> known = new LinkedHashMap<>(AT_HAND, 0.75f, true);

  /** Bodies whose dictionaries are in this store. */
  public StoredBodies(DictionaryStore store) {
    this.store = store;
  }

  /**
   * The text of a stored body.
   *
   * @throws IllegalArgumentException if it is not of a form that this version knows
   */
  EventText text(long project, byte[] body) {
    return BodyCodec.decompress(body, id -> dictionary(new Key(project, id)));
  }

  private Optional<byte[]> dictionary(Key key) {
    synchronized (known) {
      byte[] found = known.get(key);
      if (found != null) {
        return Optional.of(found);
      }
    }
    Optional<byte[]> read = store.find(key.project(), key.id());
    read.ifPresent(bytes -> keep(key, bytes));
    return read;
  }

  private void keep(Key key, byte[] bytes) {
    synchronized (known) {
      known.put(key, bytes);
      if (known.size() > AT_HAND) {
        known.remove(known.keySet().iterator().next());
      }
    }
  }

  private record Key(long project, long id) {}
}
