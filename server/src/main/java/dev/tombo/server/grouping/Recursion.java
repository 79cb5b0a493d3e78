// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.grouping;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes the calls of a recursion one round of it, however deep it went and wherever in its circle
 * the stack was cut off.
 */
final class Recursion {
  /** A circle of more calls than these is not looked for. */
  private static final int LONGEST_ROUND = 32;

  private static final int DEEP = 50;
  private static final int OFTEN = 3;
  private static final double MOST = 0.8;

  /** How much rarer than the commonest call one may be that belongs to a recursion. */
  private static final int RARER = 4;

  private static final Comparator<Call> BY_NAME =
      Comparator.comparing(Call::owner)
          .thenComparing(Call::method)
          .thenComparing(call -> call.source() == null ? "" : call.source());

  private Recursion() {}

  /**
   * The calls without rounds that follow each other.
   *
   * @param calls newest first
   * @param overflow whether the stack was full: then where it broke off says nothing, and what
   *     stands for the recursion are its calls in the order of their names
   */
  static List<Call> collapse(List<Call> calls, boolean overflow) {
    if (calls.size() < 2) {
      return calls;
    }
    if (overflow) {
      // A client may have cut the recursion to two rounds.
      boolean whole = calls.size() >= DEEP;
      List<Call> repeated = repeated(calls, whole ? OFTEN : 2, whole ? MOST : 0);
      if (!repeated.isEmpty()) {
        return repeated;
      }
    }
    List<Call> rounds = rounds(calls);
    if (rounds.size() < DEEP) {
      return rounds;
    }
    // Such as a tree's visitor: no two rounds are alike, but a few calls are all there is.
    List<Call> repeated = repeated(rounds, OFTEN, MOST);
    if (repeated.isEmpty()) {
      return rounds;
    }
    List<Call> head = new ArrayList<>();
    for (Call call : rounds) {
      if (repeated.stream().anyMatch(call::isSameAs)) {
        break;
      }
      head.add(call);
    }
    head.addAll(repeated);
    return head;
  }

  /** The calls, and of each round that repeats the one before only that. */
  private static List<Call> rounds(List<Call> calls) {
    List<Call> kept = new ArrayList<>(calls.size());
    int[] marks = new int[calls.size()];
    int repeatedRound = 0;
    for (Call call : calls) {
      marks[kept.size()] = mark(call);
      kept.add(call);
      int round = repeatedRound(kept, marks);
      if (round > 0) {
        kept.subList(kept.size() - round, kept.size()).clear();
        repeatedRound = round;
      }
    }
    // A stack that was cut off within a round.
    for (int part = Math.min(repeatedRound, kept.size() - repeatedRound); part > 0; part--) {
      if (repeatedRound > part && areAlike(kept, marks, part, repeatedRound)) {
        return kept.subList(0, kept.size() - part);
      }
    }
    return kept;
  }

  /** What calls of one place have in common and most others do not, quick to compare. */
  private static int mark(Call call) {
    String owner = call.owner();
    String method = call.method();
    int ends = owner.isEmpty() ? 0 : owner.charAt(owner.length() - 1);
    ends = method.isEmpty() ? ends : 31 * ends + method.charAt(method.length() - 1);
    return (ends << 16) + 31 * owner.length() + method.length();
  }

  /** The length of the round at the end that is as the one before it; 0 for none. */
  private static int repeatedRound(List<Call> calls, int[] marks) {
    int last = calls.size() - 1;
    int longest = Math.min(LONGEST_ROUND, calls.size() / 2);
    for (int round = 1; round <= longest; round++) {
      if (marks[last] == marks[last - round] && areAlike(calls, marks, round, round)) {
        return round;
      }
    }
    return 0;
  }

  /** Whether the last so many calls are as those some way before them. */
  private static boolean areAlike(List<Call> calls, int[] marks, int length, int distance) {
    for (int i = calls.size() - 1; i >= calls.size() - length; i--) {
      int before = i - distance;
      if (before < 0 || marks[i] != marks[before] || !calls.get(i).isSameAs(calls.get(before))) {
        return false;
      }
    }
    return true;
  }

  /** How many different calls there may be if those that occur often are most of all. */
  private static double most(int calls, int often, double most) {
    return calls * (1 - most + most / often) + 1;
  }

  /** No more than there are different calls. */
  private static int distinctMarks(List<Call> calls) {
    int[] marks = new int[calls.size()];
    Arrays.setAll(marks, i -> mark(calls.get(i)));
    Arrays.sort(marks);
    int distinct = 0;
    for (int i = 0; i < marks.length; i++) {
      distinct += i == 0 || marks[i] != marks[i - 1] ? 1 : 0;
    }
    return distinct;
  }

  /** The calls that occur again and again, sorted, if they are most of all; else none. */
  private static List<Call> repeated(List<Call> calls, int often, double most) {
    if (distinctMarks(calls) > most(calls.size(), often, most)) {
      return List.of();
    }
    Map<Call, Integer> counts = new HashMap<>();
    calls.forEach(call -> counts.merge(call, 1, Integer::sum));
    counts.values().removeIf(count -> count < often);
    int sum = counts.values().stream().mapToInt(Integer::intValue).sum();
    if (sum <= most * calls.size()) {
      return List.of();
    }
    int commonest = counts.values().stream().mapToInt(Integer::intValue).max().orElse(0);
    counts.values().removeIf(count -> count * RARER < commonest);
    return counts.keySet().stream().sorted(BY_NAME).toList();
  }
}
