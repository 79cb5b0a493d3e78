// SPDX-License-Identifier: Apache-2.0
package dev.tombo;

/** One event or repeat of a batch, encoded. Immutable. */
final class Entry {
  final byte[] json;

  /** Whether it is a repeat, which stands in a list of its own. */
  final boolean repeat;

  /** How many events it stands for. */
  final int count;

  Entry(byte[] json, boolean repeat, int count) {
    this.json = json;
    this.repeat = repeat;
    this.count = count;
  }
}
