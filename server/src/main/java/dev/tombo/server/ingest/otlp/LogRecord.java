// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.ingest.otlp;

import dev.tombo.server.model.Level;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A log record while it is read. Times are nanoseconds since 1970, unsigned; 0 is none. */
final class LogRecord {
  private static final int NANOS = 1_000_000_000;
  private static final int LEVELS_OF_NUMBERS = 4;
  private static final int LAST_NUMBER = 24;

  long time;
  long observedTime;
  int severityNumber;
  String severityText = "";
  AnyValue body = AnyValue.NULL;
  final Map<String, AnyValue> attributes = new LinkedHashMap<>();
  long droppedAttributes;
  String traceId = "";
  String spanId = "";
  String eventName = "";

  /** When it happened, or else when it was noticed. */
  @Nullable Instant at() {
    long nanos = time == 0 ? observedTime : time;
    return nanos == 0
        ? null
        : Instant.ofEpochSecond(
            Long.divideUnsigned(nanos, NANOS), Long.remainderUnsigned(nanos, NANOS));
  }

  boolean hasException() {
    return attributes.containsKey("exception.type")
        || attributes.containsKey("exception.message")
        || attributes.containsKey("exception.stacktrace");
  }

  /** Whether it is an error or brings an exception; all else is what logs are for. */
  boolean isKept() {
    return hasException() || level().compareTo(Level.ERROR) >= 0;
  }

  /** By its number, else its text; without either an exception is an error. */
  Level level() {
    if (severityNumber < 1 || severityNumber > LAST_NUMBER) {
      String name = severityText.replaceFirst("[0-9]$", "");
      return Level.parse(name).orElse(hasException() ? Level.ERROR : Level.INFO);
    }
    return switch ((severityNumber - 1) / LEVELS_OF_NUMBERS) {
      case 0, 1 -> Level.DEBUG;
      case 2 -> Level.INFO;
      case 3 -> Level.WARNING;
      case 4 -> Level.ERROR;
      default -> Level.FATAL;
    };
  }
}
