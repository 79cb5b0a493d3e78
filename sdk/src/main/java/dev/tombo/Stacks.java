// SPDX-License-Identifier: Apache-2.0
package dev.tombo;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Reads the stack traces of a chain, on the worker: to make them readable is the dearest part of an
 * event. Frames that an exception shares with the one it belongs to are counted, not repeated; a
 * recursion that makes a stack too long is shown twice; and of what is still too long both ends are
 * kept, for the newest frames say what failed and the oldest how it began.
 */
final class Stacks {
  private static final StackTraceElement[] NONE = {};

  private final int maxFrames;
  private final List<String> notes;

  Stacks(int maxFrames, List<String> notes) {
    this.maxFrames = maxFrames;
    this.notes = notes;
  }

  List<CapturedException> read(Chain chain) {
    List<CapturedException> exceptions = new ArrayList<>();
    List<StackTraceElement[]> traces = new ArrayList<>();
    for (int i = 0; i < chain.links.size(); i++) {
      Chain.Link link = chain.links.get(i);
      StackTraceElement[] trace = trace(link.throwable, i);
      traces.add(trace);
      int common = link.of < 0 ? 0 : common(trace, traces.get(link.of));
      List<StackTraceElement> own = Arrays.asList(trace).subList(0, trace.length - common);
      CapturedException.Builder builder =
          CapturedException.builder(link.throwable.getClass().getName())
              .message(link.message())
              .commonFrames(common)
              .frames(bounded(own, i));
      if (link.relation == CapturedException.Relation.CAUSE) {
        builder.causeOf(link.of);
      } else if (link.relation == CapturedException.Relation.SUPPRESSED) {
        builder.suppressedBy(link.of);
      }
      exceptions.add(builder.build());
    }
    return exceptions;
  }

  /** Bounds the frames of exceptions that somebody else has read. */
  List<CapturedException> bound(List<CapturedException> exceptions) {
    List<CapturedException> bounded = new ArrayList<>();
    for (int i = 0; i < exceptions.size(); i++) {
      CapturedException exception = exceptions.get(i);
      boolean fits = exception.frames.size() <= maxFrames;
      bounded.add(
          fits ? exception : exception.toBuilder().frames(bounded(exception.frames, i)).build());
    }
    return Collections.unmodifiableList(bounded);
  }

  private StackTraceElement[] trace(Throwable throwable, int index) {
    try {
      StackTraceElement[] trace = throwable.getStackTrace();
      if (trace != null && !Arrays.asList(trace).contains(null)) {
        return trace;
      }
    } catch (Throwable fault) {
      notes.add("exceptions[" + index + "]: " + Text.failed("getStackTrace", fault));
    }
    return NONE;
  }

  private static int common(StackTraceElement[] trace, StackTraceElement[] enclosing) {
    int common = 0;
    int i = trace.length - 1;
    int j = enclosing.length - 1;
    while (i >= 0 && j >= 0 && trace[i].equals(enclosing[j])) {
      common++;
      i--;
      j--;
    }
    return common;
  }

  private List<StackTraceElement> bounded(List<StackTraceElement> all, int index) {
    if (all.size() <= maxFrames) {
      return all;
    }
    Recursion recursion = Recursion.of(all);
    List<StackTraceElement> frames = all;
    if (recursion != null) {
      frames = recursion.collapsed(all);
      notes.add("exceptions[" + index + "]: " + recursion);
    }
    if (frames.size() <= maxFrames) {
      return frames;
    }
    int oldest = maxFrames / 3;
    int newest = maxFrames - oldest;
    int cut = frames.size() - maxFrames;
    notes.add("exceptions[" + index + "]: " + cut + " frames left out after the first " + newest);
    List<StackTraceElement> kept = new ArrayList<>(frames.subList(0, newest));
    kept.addAll(frames.subList(frames.size() - oldest, frames.size()));
    return kept;
  }
}
