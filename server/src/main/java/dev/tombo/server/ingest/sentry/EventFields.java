// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.ingest.sentry;

import com.fasterxml.jackson.core.JsonToken;
import dev.tombo.server.ingest.Batch.EventPart;
import dev.tombo.server.ingest.Batch.Part;
import dev.tombo.server.ingest.Batch.Unreadable;
import dev.tombo.server.ingest.FieldReader;
import dev.tombo.server.ingest.Fields;
import dev.tombo.server.ingest.Raw;
import dev.tombo.server.ingest.Texts;
import dev.tombo.server.model.Event;
import dev.tombo.server.model.EventId;
import dev.tombo.server.model.Frame;
import dev.tombo.server.model.Json;
import dev.tombo.server.model.Level;
import dev.tombo.server.model.RejectReason;
import dev.tombo.server.model.Sdk;
import dev.tombo.server.model.Trace;
import dev.tombo.server.model.User;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads an event field by field; what a field holds by mistake never costs the event. Used once.
 */
final class EventFields {
  private static final String NO_MESSAGE = "(no message)";
  private static final String OLD_NAMES = "sentry.interfaces.";

  private final FieldReader reader;
  private final Sending sending;
  private final ExceptionFields chain;
  private final ThreadFields threads;
  private final MessageText text = new MessageText();
  private final Map<String, Json> context = new LinkedHashMap<>();
  private final Event.Builder event = Event.builder(new EventId(0, 0));
  private @Nullable EventId id;
  private boolean idInvalid;
  private @Nullable String type;
  private @Nullable Raw stacktrace;
  private @Nullable String checksum;
  private @Nullable String feedback;
  private List<String> fingerprint = List.of();
  private Map<String, Json> extra = Map.of();

  private EventFields(FieldReader reader, Sending sending) {
    this.reader = reader;
    this.sending = sending;
    this.chain = new ExceptionFields(reader, sending.limits());
    this.threads = new ThreadFields(reader, sending.limits());
  }

  /**
   * Reads the object at which the reader stands.
   *
   * @return the event, or why there is none; empty where it is of a kind that Tombo does not keep
   */
  static Optional<Part> read(FieldReader reader, Sending sending) throws IOException {
    if (reader.token() != JsonToken.START_OBJECT) {
      return Optional.of(new Unreadable(sending.head().eventId(), RejectReason.MALFORMED));
    }
    return new EventFields(reader, sending).event();
  }

  private Optional<Part> event() throws IOException {
    for (String name = reader.nextField(); name != null; name = reader.nextField()) {
      field(name.startsWith(OLD_NAMES) ? oldName(name) : name);
    }
    if ("transaction".equals(type)) {
      return Optional.empty();
    }
    EventId known = sending.head().eventId() == null ? id : sending.head().eventId();
    if (reader.tooLarge()) {
      return Optional.of(new Unreadable(known, RejectReason.TOO_LARGE));
    }
    if (known == null && (idInvalid || sending.head().idInvalid())) {
      return Optional.of(new Unreadable(null, RejectReason.INVALID_ID));
    }
    finish();
    List<String> notes = List.copyOf(reader.notes());
    event.id(known == null ? sending.newIds().get() : known).notes(notes);
    return Optional.of(new EventPart(event.extra(extra).context(context).build()));
  }

  private static String oldName(String name) {
    return switch (name.substring(OLD_NAMES.length())) {
      case "Exception" -> "exception";
      case "Stacktrace" -> "stacktrace";
      case "Message" -> "logentry";
      case "Http" -> "request";
      case "User" -> "user";
      case "BreadcrumbFields" -> "breadcrumbs";
      default -> name;
    };
  }

  private void field(String name) throws IOException {
    switch (name) {
      case "event_id" -> readId();
      case "type" -> type = scalar(name);
      case "timestamp" -> event.occurredAt(occurredAt(name));
      case "level" -> level(name);
      case "platform" -> event.platform(scalar(name));
      case "logger" -> event.logger(scalar(name));
      case "server_name" -> event.origin(scalar(name));
      case "release" -> event.release(scalar(name));
      case "environment" -> event.environment(environment(name));
      case "logentry", "message" -> text.read(name, reader);
      case "exception" -> chain.read(name);
      case "stacktrace" -> stacktrace = stack(name);
      case "threads" -> threads.read(name);
      case "tags" -> event.tags(Pairs.texts(name, reader));
      case "modules" -> event.modules(Pairs.texts(name, reader));
      case "user" -> event.user(user(name));
      case "request" -> event.request(RequestFields.read(name, reader));
      case "contexts" -> contexts(name);
      case "breadcrumbs" -> event.breadcrumbs(BreadcrumbFields.read(name, reader));
      case "fingerprint" -> fingerprint = fingerprint(name);
      case "checksum" -> checksum = scalar(name);
      case "sdk" -> event.sdk(sdk(name));
      case "extra" -> section("extra", reader.raw(name));
      default -> extra = reader.extra(name, Loose.unknown(name), reader.raw(name), extra);
    }
  }

  private void finish() throws IOException {
    Raw stack = stacktrace == null ? threads.stack() : stacktrace;
    List<Frame> frames = stack == null ? List.of() : FrameFields.of(stack, sending.limits());
    boolean taken = chain.take(frames);
    text.apply(event, feedback);
    if (chain.isEmpty() && text.isEmpty() && feedback == null) {
      reader.note("message", "none was sent");
      taken = chain.addNameless(frames);
      event.message(taken ? null : NO_MESSAGE);
    }
    if (stacktrace != null && !taken) {
      extra = reader.extra("stacktrace", "stacktrace", stacktrace, extra);
    }
    event.exceptions(chain.exceptions()).handled(chain.handled()).thread(threads.thread());
    extra = threads.others(extra);
    event.fingerprint(fingerprint.isEmpty() && checksum != null ? List.of(checksum) : fingerprint);
  }

  private @Nullable Raw stack(String name) throws IOException {
    Raw raw = reader.raw(name);
    boolean stack = raw.token().isStructStart();
    if (!stack && !raw.isNull()) {
      reader.leftOut(name, "an object");
    }
    return stack ? raw : null;
  }

  private @Nullable String scalar(String name) throws IOException {
    return Loose.scalar(name, reader.raw(name), reader);
  }

  private void readId() throws IOException {
    Raw raw = reader.raw("event_id");
    id = Loose.id(raw).orElse(null);
    idInvalid = id == null && !raw.isNull();
  }

  /** An event of long ago is one of a clock that is wrong, or of a store: it counts as of now. */
  private @Nullable Instant occurredAt(String name) throws IOException {
    Raw raw = reader.raw(name);
    Instant time = Loose.time(raw);
    if (time == null) {
      if (!raw.isNull()) {
        reader.leftOut(name, "a time");
      }
    } else if (sending.timing().olderThan(sending.timing().correct(time), sending.limits().age())) {
      reader.note(name, time + " is too long ago, left out");
      return null;
    }
    return time;
  }

  private void level(String name) throws IOException {
    Raw raw = reader.raw(name);
    Optional<Level> level = Loose.level(raw);
    if (level.isEmpty() && !raw.isNull()) {
      reader.leftOut(name, "a level");
    }
    event.level(level.orElse(Level.ERROR));
  }

  /** Python's clients send {@code None} for none. */
  private @Nullable String environment(String name) throws IOException {
    String value = scalar(name);
    return "None".equals(value) ? null : value;
  }

  private @Nullable User user(String name) throws IOException {
    Fields fields = reader.fields(name);
    if (fields == null) {
      return null;
    }
    String ip = Loose.text(fields.take("ip_address"));
    return new User(
        Loose.text(fields.take("id")),
        Loose.text(fields.take("email")),
        Loose.text(fields.take("username")),
        "{{auto}}".equals(ip) ? sending.peer() : ip,
        fields.rest(reader, Loose::unknown));
  }

  private @Nullable Sdk sdk(String name) throws IOException {
    Fields fields = reader.fields(name);
    return fields == null
        ? null
        : new Sdk(
            Loose.text(fields.take("name")),
            Loose.text(fields.take("version")),
            fields.rest(reader, Loose::unknown));
  }

  private void contexts(String name) throws IOException {
    if (!reader.enter(name, JsonToken.START_OBJECT, "an object")) {
      return;
    }
    for (String key = reader.nextField(); key != null; key = reader.nextField()) {
      Raw raw = reader.raw(name + "." + key);
      if (key.equals("trace") && raw.token() == JsonToken.START_OBJECT) {
        event.trace(trace(raw));
      } else {
        section(key, raw);
      }
      if (key.equals("feedback") && raw.token() == JsonToken.START_OBJECT) {
        Fields fields = FieldReader.of(raw, sending.limits()).fields(key);
        feedback = fields == null ? null : Loose.text(fields.take("message"));
      }
    }
  }

  private @Nullable Trace trace(Raw raw) throws IOException {
    Fields fields = FieldReader.of(raw, sending.limits()).fields("contexts.trace");
    return fields == null
        ? null
        : new Trace(
            Loose.text(fields.take("trace_id")),
            Loose.text(fields.take("span_id")),
            fields.rest(reader, Loose::unknown));
  }

  /** A part of what is kept as context: two of the same name are told apart. */
  private void section(String name, Raw raw) {
    if (!raw.isNull()) {
      String free = context.containsKey(Texts.clean(name)) ? "sentry." + name : name;
      context.put(Texts.clean(free), raw.json());
    }
  }

  /** A list of anything, or one text; null and no element are the client's word for ours. */
  private List<String> fingerprint(String name) throws IOException {
    List<String> parts = new ArrayList<>();
    if (reader.token() == JsonToken.START_ARRAY) {
      while (reader.nextElement()) {
        addPart(parts, reader.raw(name));
      }
    } else {
      addPart(parts, reader.raw(name));
    }
    return List.copyOf(parts);
  }

  private static void addPart(List<String> parts, Raw raw) {
    String part = Loose.text(raw);
    if (part != null) {
      parts.add(part);
    }
  }
}
