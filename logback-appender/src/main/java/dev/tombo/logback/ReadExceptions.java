// SPDX-License-Identifier: Apache-2.0
package dev.tombo.logback;

import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import dev.tombo.CapturedException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the exceptions of a logging event that was serialised: it has frames, no throwable. */
final class ReadExceptions {
  private static final int MAX = 64;

  private final List<CapturedException> read = new ArrayList<>();
  private final Set<IThrowableProxy> seen = Collections.newSetFromMap(new IdentityHashMap<>());

  private ReadExceptions() {}

  /** Returns the chain, the thrown one first. */
  static List<CapturedException> of(IThrowableProxy thrown) {
    ReadExceptions exceptions = new ReadExceptions();
    exceptions.add(thrown, exceptions.builder(thrown));
    return exceptions.read;
  }

  private void add(IThrowableProxy proxy, CapturedException.Builder builder) {
    seen.add(proxy);
    int index = read.size();
    read.add(builder.build());
    IThrowableProxy cause = proxy.getCause();
    if (isNew(cause)) {
      add(cause, builder(cause).causeOf(index));
    }
    IThrowableProxy @Nullable [] suppressed = proxy.getSuppressed();
    for (IThrowableProxy each : suppressed == null ? new IThrowableProxy[0] : suppressed) {
      if (isNew(each)) {
        add(each, builder(each).suppressedBy(index));
      }
    }
  }

  private boolean isNew(@Nullable IThrowableProxy proxy) {
    return proxy != null && read.size() < MAX && !seen.contains(proxy);
  }

  private CapturedException.Builder builder(IThrowableProxy proxy) {
    StackTraceElementProxy @Nullable [] steps = proxy.getStackTraceElementProxyArray();
    List<StackTraceElement> frames = new ArrayList<>();
    int common = Math.max(0, proxy.getCommonFrames());
    for (int i = 0; steps != null && i < steps.length - common; i++) {
      frames.add(steps[i].getStackTraceElement());
    }
    return CapturedException.builder(String.valueOf(proxy.getClassName()))
        .message(proxy.getMessage())
        .commonFrames(common)
        .frames(frames);
  }
}
