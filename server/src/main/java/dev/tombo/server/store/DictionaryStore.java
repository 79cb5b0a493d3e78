// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.store;

import dev.tombo.server.model.Fingerprint;
import java.util.Optional;

/**
 * What bodies are compressed against. A dictionary never changes and outlives its grouping, for a
 * body that is on its way may need it. Thread-safe.
 */
public interface DictionaryStore {
  /** The dictionary for the events of a fingerprint; empty where there is none yet. */
  Optional<Dictionary> ofFingerprint(long project, Fingerprint fingerprint);

  /** What a dictionary holds; empty where there is none. */
  Optional<byte[]> find(long project, long id);

  /**
   * A dictionary.
   *
   * @param id the number of the grouping that it was made for
   * @param bytes what it holds
   */
  @SuppressWarnings("ArrayRecordComponent") // handed through once, never compared
  record Dictionary(long id, byte[] bytes) {}
}
