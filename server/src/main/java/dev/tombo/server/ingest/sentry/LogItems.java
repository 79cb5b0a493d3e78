// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.ingest.sentry;

import com.fasterxml.jackson.core.JsonToken;
import dev.tombo.server.ingest.Batch.EventPart;
import dev.tombo.server.ingest.FieldReader;
import dev.tombo.server.ingest.Fields;
import dev.tombo.server.ingest.Limits;
import dev.tombo.server.ingest.Raw;
import dev.tombo.server.ingest.sentry.SentryDecoder.Log;
import dev.tombo.server.model.Event;
import dev.tombo.server.model.EventId;
import dev.tombo.server.model.Json;
import dev.tombo.server.model.Level;
import dev.tombo.server.model.Sdk;
import dev.tombo.server.model.Trace;
import dev.tombo.server.model.User;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads log items, of which those of error and above are events. */
final class LogItems {
  /** OpenTelemetry's number of the mildest error. */
  private static final int ERROR = 17;

  /** OpenTelemetry's number of the mildest fatal error. */
  private static final int FATAL = 21;

  private final FieldReader reader;
  private final Sending sending;
  private final List<Log> logs = new ArrayList<>();

  private LogItems(FieldReader reader, Sending sending) {
    this.reader = reader;
    this.sending = sending;
  }

  /** The errors among the items of a document. */
  static List<Log> read(FieldReader reader, Sending sending) throws IOException {
    LogItems items = new LogItems(reader, sending);
    if (reader.enter("log", JsonToken.START_OBJECT, "an object")) {
      for (String key = reader.nextField(); key != null; key = reader.nextField()) {
        if (key.equals("items")) {
          Loose.each(key, reader, items::item);
        } else {
          var unused = reader.raw(key);
        }
      }
    }
    return items.logs;
  }

  private void item() throws IOException {
    Fields fields = reader.fields("items[]");
    if (fields == null) {
      return;
    }
    Level level = level(fields);
    String body = Loose.text(fields.take("body"));
    if (level == null || body == null) {
      return;
    }
    Raw stamp = fields.take("timestamp");
    String trace = Loose.text(fields.take("trace_id"));
    Map<String, String> attributes = attributes(fields.take("attributes"), sending.limits());
    EventId id =
        StableIds.of(
            "log",
            "" + trace,
            stamp.text(),
            body,
            "" + attributes.get("sentry.timestamp.sequence"),
            "" + logs.size());
    Event.Builder event =
        Event.builder(id)
            .level(level)
            .occurredAt(occurredAt(stamp))
            .message(body)
            .trace(
                trace == null
                    ? null
                    : new Trace(trace, Loose.text(fields.take("span_id")), Map.of()));
    EventPart part = new EventPart(described(event, attributes).build());
    logs.add(new Log(part, isOfLogger(attributes)));
  }

  /** Consoles of JavaScript are no loggers: what is written to one makes no event. */
  private static boolean isOfLogger(Map<String, String> attributes) {
    return attributes.getOrDefault("sentry.origin", "").startsWith("auto.log.")
        && !attributes.getOrDefault("sentry.sdk.name", "").startsWith("sentry.javascript");
  }

  private static @Nullable Level level(Fields fields) {
    Level level = Loose.level(fields.take("level")).orElse(null);
    Integer severity = Loose.integer(fields.take("severity_number"));
    if (severity != null && severity >= ERROR) {
      return severity >= FATAL ? Level.FATAL : Level.ERROR;
    }
    return level == null || level.compareTo(Level.ERROR) < 0 ? null : level;
  }

  private @Nullable Instant occurredAt(Raw stamp) {
    Instant time = Loose.time(stamp);
    boolean old =
        time != null
            && sending.timing().olderThan(sending.timing().correct(time), sending.limits().age());
    return old ? null : time;
  }

  private static Event.Builder described(Event.Builder event, Map<String, String> attributes) {
    Map<String, Json> rest = new LinkedHashMap<>();
    List<String> arguments = new ArrayList<>();
    attributes.forEach(
        (key, value) -> {
          if (key.startsWith("sentry.message.parameter.")) {
            arguments.add(value);
          } else if (!key.startsWith("sentry.")) {
            rest.put(key, Raw.of(value).json());
          }
        });
    String user = attributes.get("user.id");
    String email = attributes.get("user.email");
    String name = attributes.get("user.name");
    boolean known = user != null || email != null || name != null;
    return event
        .template(attributes.get("sentry.message.template"))
        .arguments(List.copyOf(arguments))
        .environment(attributes.get("sentry.environment"))
        .release(attributes.get("sentry.release"))
        .origin(attributes.get("server.address"))
        .logger(attributes.getOrDefault("logger.name", attributes.get("logger")))
        .user(known ? new User(user, email, name, null, Map.of()) : null)
        .sdk(
            new Sdk(
                attributes.get("sentry.sdk.name"), attributes.get("sentry.sdk.version"), Map.of()))
        .context(rest.isEmpty() ? Map.of() : Map.of("attributes", object(rest)));
  }

  private static Json object(Map<String, Json> values) {
    List<String> fields = new ArrayList<>();
    values.forEach((key, value) -> fields.add(Raw.of(key).json().text() + ":" + value.text()));
    return new Json("{" + String.join(",", fields) + "}");
  }

  /** Names with their values as text: each is an object with a value and its type. */
  private static Map<String, String> attributes(Raw raw, Limits limits) throws IOException {
    Map<String, String> attributes = new LinkedHashMap<>();
    if (raw.token() != JsonToken.START_OBJECT) {
      return attributes;
    }
    FieldReader reader = FieldReader.of(raw, limits);
    for (String key = reader.nextField(); key != null; key = reader.nextField()) {
      Raw value = reader.raw(key);
      if (value.token() == JsonToken.START_OBJECT) {
        Fields fields = FieldReader.of(value, limits).fields(key);
        value = fields == null ? Raw.NULL : fields.take("value");
      }
      String text = Loose.text(value);
      if (text != null) {
        attributes.put(key, text);
      }
    }
    return attributes;
  }
}
