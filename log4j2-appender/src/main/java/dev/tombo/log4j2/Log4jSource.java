// SPDX-License-Identifier: Apache-2.0
package dev.tombo.log4j2;

import dev.tombo.Event;
import dev.tombo.EventSource;
import dev.tombo.Level;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.logging.log4j.Marker;
import org.apache.logging.log4j.ThreadContext;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.message.Message;
import org.apache.logging.log4j.message.ObjectMessage;
import org.apache.logging.log4j.spi.StandardLevel;
import org.jspecify.annotations.Nullable;

/**
 * A log event that is to become an {@link Event}. Log4j uses its events again for the next line, so
 * nothing of them is kept but the throwable, whose stack trace the SDK reads on its own thread.
 */
final class Log4jSource implements EventSource {
  private final LogEvent event;
  private final @Nullable Message message;
  private @Nullable Object[] arguments = {};
  private @Nullable String template;

  Log4jSource(LogEvent event) {
    this.event = event;
    this.message = event.getMessage();
  }

  @Override
  public void outline(Event.Builder builder) {
    builder
        .level(level(event.getLevel().getStandardLevel()))
        .logger(event.getLoggerName())
        .occurredAt(
            Instant.ofEpochSecond(
                event.getInstant().getEpochSecond(), event.getInstant().getNanoOfSecond()))
        .exception(event.getThrown());
    readTemplate(builder);
    if (template == null && event.getThrown() == null) {
      addMessage(builder);
    }
  }

  @Override
  public void complete(Event.Builder builder) {
    if (template != null || event.getThrown() != null) {
      builder.arguments(arguments);
      addMessage(builder);
    }
    builder.markers(markers(event.getMarker()));
    Thread current = Thread.currentThread();
    if (event.getThreadId() != current.getId()) {
      builder.thread(event.getThreadId(), event.getThreadName(), false);
    }
    Map<String, String> mdc = event.getContextData().toMap();
    if (!mdc.isEmpty()) {
      builder.context("mdc", mdc);
    }
    ThreadContext.ContextStack stack = event.getContextStack();
    if (stack != null && stack.getDepth() > 0) {
      builder.context("ndc", Collections.singletonMap("stack", stack.asList()));
    }
  }

  /** The lowest of a level's kind: what is as severe as an error, or more so, is an error. */
  private static Level level(StandardLevel level) {
    switch (level) {
      case OFF:
      case FATAL:
        return Level.FATAL;
      case ERROR:
        return Level.ERROR;
      case WARN:
        return Level.WARNING;
      case INFO:
        return Level.INFO;
      default:
        return Level.DEBUG;
    }
  }

  /** What an object says of itself differs each time and groups nothing. */
  private void readTemplate(Event.Builder builder) {
    try {
      if (message != null && !(message instanceof ObjectMessage)) {
        @Nullable Object[] own = arguments(message, event.getThrown());
        if (own.length > 0) {
          arguments = own;
          template = message.getFormat();
          builder.template(template);
        }
      }
    } catch (Throwable fault) {
      builder.note("message: not read: " + fault.getClass().getName());
    }
  }

  /** A message that cannot be formatted is still an event. */
  private void addMessage(Event.Builder builder) {
    if (message == null) {
      return;
    }
    try {
      builder.message(message.getFormattedMessage());
    } catch (Throwable fault) {
      builder.message(template).note("message: not formatted: " + fault.getClass().getName());
    }
  }

  /** Returns the arguments without the exception, which Log4j leaves among them. */
  @SuppressWarnings("ReferenceEquality") // It is the same one or another argument.
  private static @Nullable Object[] arguments(Message message, @Nullable Throwable thrown) {
    @Nullable Object @Nullable [] all = message.getParameters();
    if (all == null) {
      return new Object[0];
    }
    boolean last = thrown != null && all.length > 0 && all[all.length - 1] == thrown;
    return last ? Arrays.copyOf(all, all.length - 1) : all;
  }

  private static List<String> markers(@Nullable Marker marker) {
    Set<String> names = new LinkedHashSet<>();
    addWithParents(marker, names);
    return new ArrayList<>(names);
  }

  /** A name that is there already ends the walk: several markers may share a parent. */
  private static void addWithParents(@Nullable Marker marker, Set<String> names) {
    if (marker != null && names.add(marker.getName())) {
      Marker @Nullable [] parents = marker.getParents();
      for (Marker parent : parents == null ? new Marker[0] : parents) {
        addWithParents(parent, names);
      }
    }
  }
}
