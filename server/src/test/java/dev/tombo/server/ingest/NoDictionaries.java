// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.ingest;

import dev.tombo.server.model.Fingerprint;
import dev.tombo.server.store.DictionaryStore;
import java.util.Optional;

/** A store in which nothing has a dictionary yet. */
final class NoDictionaries implements DictionaryStore {
  @Override
  public Optional<Dictionary> ofFingerprint(long project, Fingerprint fingerprint) {
    return Optional.empty();
  }

  @Override
  public Optional<byte[]> find(long project, long id) {
    return Optional.empty();
  }
}
