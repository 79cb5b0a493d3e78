// SPDX-License-Identifier: Apache-2.0
package dev.tombo;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The longest run of a stack trace in which the same few frames come over and over. */
final class Recursion {
  /** Longest cycle of calls that is looked for. */
  private static final int MAX_PERIOD = 32;

  /** Fewer rounds than this are not worth a remark. */
  private static final int MIN_ROUNDS = 4;

  private final int start;
  private final int period;
  private final int rounds;

  private Recursion(int start, int period, int rounds) {
    this.start = start;
    this.period = period;
    this.rounds = rounds;
  }

  /** Finds it in one pass for each length of the cycle; null if there is none. */
  static @Nullable Recursion of(List<StackTraceElement> frames) {
    Recursion longest = null;
    for (int period = 1; period <= MAX_PERIOD && period < frames.size(); period++) {
      int start = 0;
      for (int i = period; i <= frames.size(); i++) {
        if (i < frames.size() && frames.get(i).equals(frames.get(i - period))) {
          continue;
        }
        int rounds = (i - start) / period;
        if (rounds >= MIN_ROUNDS
            && (longest == null || rounds * period > longest.rounds * longest.period)) {
          longest = new Recursion(start, period, rounds);
        }
        start = i - period + 1;
      }
    }
    return longest;
  }

  /** Returns the frames with its first and its last round only. */
  List<StackTraceElement> collapsed(List<StackTraceElement> frames) {
    List<StackTraceElement> kept = new ArrayList<>(frames.subList(0, start + period));
    kept.addAll(frames.subList(start + (rounds - 1) * period, frames.size()));
    return kept;
  }

  /** Says what is left out. */
  @Override
  public String toString() {
    return (rounds - 2)
        + " repetitions of "
        + (period == 1 ? "a frame" : period + " frames")
        + " left out after the first "
        + (start + period);
  }
}
