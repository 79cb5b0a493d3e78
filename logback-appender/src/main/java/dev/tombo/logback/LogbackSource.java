// SPDX-License-Identifier: Apache-2.0
package dev.tombo.logback;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import ch.qos.logback.classic.spi.ThrowableProxy;
import dev.tombo.Event;
import dev.tombo.EventSource;
import dev.tombo.Level;
import java.time.Instant;
import java.util.AbstractList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;
import org.slf4j.event.KeyValuePair;

/**
 * A logging event that is to become an {@link Event}, with what it says itself of its thread, time
 * and MDC: an appender such as {@code AsyncAppender} may have handed it to another thread.
 */
final class LogbackSource implements EventSource {
  /** False with Logback 1.2, whose events know one marker and neither nanoseconds nor pairs. */
  private static final boolean SINCE_1_3 = has("getMarkerList");

  private final ILoggingEvent event;

  LogbackSource(ILoggingEvent event) {
    this.event = event;
  }

  @Override
  public void outline(Event.Builder builder) {
    builder
        .level(level(event.getLevel()))
        .logger(event.getLoggerName())
        .occurredAt(occurredAt(event));
    if (hasArguments()) {
      builder.template(event.getMessage());
    } else {
      builder.message(event.getFormattedMessage());
    }
    IThrowableProxy thrown = event.getThrowableProxy();
    if (thrown instanceof ThrowableProxy) {
      builder.exception(((ThrowableProxy) thrown).getThrowable());
    } else if (thrown != null) {
      builder.exceptions(ReadExceptions.of(thrown));
    }
  }

  @Override
  public void complete(Event.Builder builder) {
    if (hasArguments()) {
      builder.message(event.getFormattedMessage()).arguments(event.getArgumentArray());
    }
    builder.markers(markers(event));
    String thread = event.getThreadName();
    if (thread != null && !thread.equals(Thread.currentThread().getName())) {
      builder.thread(-1, thread, false);
    }
    Map<String, String> mdc = event.getMDCPropertyMap();
    if (mdc != null && !mdc.isEmpty()) {
      builder.context("mdc", mdc);
    }
    if (SINCE_1_3) {
      addKeyValues(event, builder);
    }
  }

  /** Logback has read them before it asks any appender. */
  @Override
  public List<StackTraceElement> readFrames() {
    IThrowableProxy thrown = event.getThrowableProxy();
    StackTraceElementProxy @Nullable [] steps =
        thrown == null ? null : thrown.getStackTraceElementProxyArray();
    return steps == null ? Collections.emptyList() : new Frames(steps);
  }

  /** Logback's frames as they are, for most of them are never looked at. */
  private static final class Frames extends AbstractList<StackTraceElement> {
    private final StackTraceElementProxy[] steps;

    Frames(StackTraceElementProxy[] steps) {
      this.steps = steps;
    }

    @Override
    public StackTraceElement get(int index) {
      return steps[index].getStackTraceElement();
    }

    @Override
    public int size() {
      return steps.length;
    }
  }

  private boolean hasArguments() {
    @Nullable Object @Nullable [] arguments = event.getArgumentArray();
    return arguments != null && arguments.length > 0;
  }

  private static Level level(ch.qos.logback.classic.Level level) {
    if (level.isGreaterOrEqual(ch.qos.logback.classic.Level.ERROR)) {
      return Level.ERROR;
    }
    if (level.isGreaterOrEqual(ch.qos.logback.classic.Level.WARN)) {
      return Level.WARNING;
    }
    return level.isGreaterOrEqual(ch.qos.logback.classic.Level.INFO) ? Level.INFO : Level.DEBUG;
  }

  private static Instant occurredAt(ILoggingEvent event) {
    Instant precise = SINCE_1_3 ? event.getInstant() : null;
    return precise == null ? Instant.ofEpochMilli(event.getTimeStamp()) : precise;
  }

  private static void addKeyValues(ILoggingEvent event, Event.Builder builder) {
    List<KeyValuePair> pairs = event.getKeyValuePairs();
    if (pairs != null && !pairs.isEmpty()) {
      Map<String, @Nullable Object> values = new LinkedHashMap<>();
      for (KeyValuePair pair : pairs) {
        values.put(String.valueOf(pair.key), pair.value);
      }
      builder.context("keyValues", values);
    }
  }

  @SuppressWarnings("deprecation") // The one marker is what 1.2 has.
  private static Set<String> markers(ILoggingEvent event) {
    List<Marker> own =
        SINCE_1_3 ? event.getMarkerList() : Collections.singletonList(event.getMarker());
    if (own == null || own.isEmpty()) {
      return Collections.emptySet();
    }
    Set<String> names = new LinkedHashSet<>();
    for (Marker marker : own) {
      addWithReferences(marker, names);
    }
    return Collections.unmodifiableSet(names);
  }

  /** A name that is there already ends the walk: markers may refer to each other in a circle. */
  private static void addWithReferences(@Nullable Marker marker, Set<String> names) {
    if (marker != null && names.add(marker.getName())) {
      for (Iterator<Marker> references = marker.iterator(); references.hasNext(); ) {
        addWithReferences(references.next(), names);
      }
    }
  }

  private static boolean has(String method) {
    try {
      ILoggingEvent.class.getMethod(method);
      return true;
    } catch (NoSuchMethodException absent) {
      return false;
    }
  }
}
