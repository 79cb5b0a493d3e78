// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.ingest;

/**
 * The keys of the objects that are open while an item is read, to tell whether one came twice. Most
 * objects have a few, which are compared one by one. Not thread-safe.
 */
final class KeysSeen {
  /** More objects in objects, and more keys in these, than our form has; beyond that, who knows. */
  private static final int DEEPEST = 8;

  private static final int MOST = 96;

  private final int[] starts = new int[DEEPEST];
  private final String[] keys = new String[MOST];
  private int depth;
  private int size;
  private boolean doubled;

  /** Whether a key came twice in an object, as far as that is known. */
  boolean doubled() {
    return doubled;
  }

  /** An object begins. */
  void open() {
    if (depth == DEEPEST) {
      doubled = true;
    } else {
      starts[depth++] = size;
    }
  }

  /** The innermost object has this key. */
  void add(String key) {
    for (int i = depth == 0 ? size : starts[depth - 1]; i < size && !doubled; i++) {
      doubled = keys[i].equals(key);
    }
    if (size == MOST) {
      doubled = true;
    } else {
      keys[size++] = key;
    }
  }

  /** The innermost object ends. */
  void close() {
    if (depth > 0) {
      size = starts[--depth];
    }
  }

  /** A value was put where one of the same key may have been. */
  void put(boolean replaced) {
    doubled |= replaced;
  }
}
