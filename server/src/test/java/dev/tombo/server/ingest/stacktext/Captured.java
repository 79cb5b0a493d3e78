// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.ingest.stacktext;

import dev.tombo.server.model.Frame;
import dev.tombo.server.model.Thrown;
import dev.tombo.server.model.Thrown.Relation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A throwable as our own client captures it, as far as its printed text can say it. */
final class Captured {
  private final List<Throwable> listed = new ArrayList<>();
  private final List<Thrown> list = new ArrayList<>();
  private final Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());

  private Captured() {}

  static List<Thrown> of(Throwable thrown) {
    Captured captured = new Captured();
    captured.add(thrown, Relation.THROWN, null);
    for (int i = 0; i < captured.listed.size(); i++) {
      for (Throwable suppressed : captured.listed.get(i).getSuppressed()) {
        captured.add(suppressed, Relation.SUPPRESSED, i);
      }
    }
    return captured.list;
  }

  private void add(Throwable first, Relation relation, @Nullable Integer of) {
    Integer owner = of;
    Relation next = relation;
    for (Throwable one = first; one != null && seen.add(one); one = one.getCause()) {
      StackTraceElement[] trace = one.getStackTrace();
      int common = owner == null ? 0 : common(trace, listed.get(owner).getStackTrace());
      List<Frame> frames = new ArrayList<>();
      for (int i = 0; i < trace.length - common; i++) {
        frames.add(frame(trace[i]));
      }
      listed.add(one);
      list.add(
          new Thrown(
              one.getClass().getName(),
              one.getMessage(),
              next,
              owner,
              common,
              frames,
              null,
              Map.of()));
      owner = listed.size() - 1;
      next = Relation.CAUSE;
    }
  }

  private static int common(StackTraceElement[] trace, StackTraceElement[] around) {
    int common = 0;
    while (common < Math.min(trace.length, around.length)
        && trace[trace.length - 1 - common].equals(around[around.length - 1 - common])) {
      common++;
    }
    return common;
  }

  /** The file of a native method is not printed. */
  private static Frame frame(StackTraceElement element) {
    return new Frame(
        element.getClassName(),
        element.getMethodName(),
        element.isNativeMethod() ? null : element.getFileName(),
        element.getLineNumber() < 0 ? null : element.getLineNumber(),
        null,
        null,
        null,
        element.isNativeMethod() ? Boolean.TRUE : null,
        null,
        Map.of());
  }
}
