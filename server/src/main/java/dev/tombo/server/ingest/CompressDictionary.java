// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.ingest;

import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdDictCompress;
import dev.tombo.server.store.DictionaryStore.Dictionary;

/**
 * A dictionary made ready for compression, in native memory that is given back once the last that
 * uses it is done. Thread-safe.
 */
final class CompressDictionary {
  /** What level 1 takes beside the dictionary's bytes: 59 KB in all for one of 15 KB. */
  private static final int TABLES = 44 << 10;

  private final long id;
  private final int size;
  private final ZstdDictCompress prepared;
  private int users;
  private boolean retired;

  CompressDictionary(Dictionary dictionary) {
    id = dictionary.id();
    size = TABLES + dictionary.bytes().length;
    prepared = new ZstdDictCompress(dictionary.bytes(), BodyCodec.LEVEL);
  }

  long id() {
    return id;
  }

  /** About how much memory it takes, in bytes. */
  int size() {
    return size;
  }

  /** Keeps it; false if it was given up already. */
  synchronized boolean acquire() {
    if (!retired) {
      users++;
    }
    return !retired;
  }

  synchronized void release() {
    users--;
    closeIfUnused();
  }

  /** Gives it up. */
  synchronized void retire() {
    retired = true;
    closeIfUnused();
  }

  private void closeIfUnused() {
    if (retired && users == 0) {
      prepared.close();
    }
  }

  /** Has a context use it. */
  void load(ZstdCompressCtx context) {
    context.loadDict(prepared);
  }
}
