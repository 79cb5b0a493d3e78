// SPDX-License-Identifier: Apache-2.0
package dev.tombo;

import java.time.Instant;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;
import org.jspecify.annotations.Nullable;

/** A record of {@code java.util.logging} that is to become an event. */
final class RecordSource implements EventSource {
  private final LogRecord record;
  private final Formatter formatter;

  RecordSource(LogRecord record, Formatter formatter) {
    this.record = record;
    this.formatter = formatter;
  }

  @Override
  public void outline(Event.Builder event) {
    event
        .level(level(record.getLevel()))
        .logger(record.getLoggerName())
        .occurredAt(Instant.ofEpochMilli(record.getMillis()))
        .exception(record.getThrown());
    if (hasParameters()) {
      event.template(record.getMessage());
    } else {
      addMessage(event);
    }
  }

  @Override
  public void complete(Event.Builder event) {
    if (hasParameters()) {
      event.arguments(record.getParameters());
      addMessage(event);
    }
  }

  private boolean hasParameters() {
    @Nullable Object @Nullable [] parameters = record.getParameters();
    return parameters != null && parameters.length > 0;
  }

  private void addMessage(Event.Builder event) {
    try {
      event.message(formatter.formatMessage(record));
    } catch (Throwable fault) {
      event
          .message(record.getMessage())
          .note("message: not formatted: " + fault.getClass().getName());
    }
  }

  private static Level level(java.util.logging.Level level) {
    int value = level.intValue();
    if (value >= java.util.logging.Level.SEVERE.intValue()) {
      return Level.ERROR;
    }
    if (value >= java.util.logging.Level.WARNING.intValue()) {
      return Level.WARNING;
    }
    return value >= java.util.logging.Level.CONFIG.intValue() ? Level.INFO : Level.DEBUG;
  }
}
