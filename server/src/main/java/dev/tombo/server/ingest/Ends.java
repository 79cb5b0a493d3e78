// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.ingest;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Keeps the first and the last of a list of any length. Not thread-safe. */
public final class Ends<T> {
  private final int first;
  private final int last;
  private final List<T> head = new ArrayList<>();
  private final Deque<T> tail = new ArrayDeque<>();
  private int leftOut;

  /** Keeps so many of each end. */
  public Ends(int first, int last) {
    this.first = first;
    this.last = last;
  }

  public void add(T value) {
    if (head.size() < first) {
      head.add(value);
      return;
    }
    tail.add(value);
    if (tail.size() > last) {
      tail.remove();
      leftOut++;
    }
  }

  /** What was kept, in order. */
  public List<T> list() {
    List<T> list = new ArrayList<>(head);
    list.addAll(tail);
    return List.copyOf(list);
  }

  /** How many were left out, in words; empty if none were. */
  public String note() {
    return leftOut == 0 ? "" : "more than " + (first + last) + ", " + leftOut + " left out";
  }

  /** Notes how many were left out, if any were. */
  public void note(String field, FieldReader reader) {
    if (leftOut > 0) {
      reader.note(field, note());
    }
  }
}
