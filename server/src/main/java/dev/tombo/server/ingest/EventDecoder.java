// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.ingest;

import com.fasterxml.jackson.core.JsonToken;
import dev.tombo.server.ingest.Batch.EventPart;
import dev.tombo.server.ingest.Batch.Part;
import dev.tombo.server.ingest.Batch.Unreadable;
import dev.tombo.server.model.Event;
import dev.tombo.server.model.EventId;
import dev.tombo.server.model.Json;
import dev.tombo.server.model.Level;
import dev.tombo.server.model.RejectReason;
import dev.tombo.server.model.Request;
import dev.tombo.server.model.Sdk;
import dev.tombo.server.model.ThreadInfo;
import dev.tombo.server.model.Trace;
import dev.tombo.server.model.User;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads one event of the native form, field by field; what a field holds by mistake never costs the
 * event. Not thread-safe.
 */
final class EventDecoder {
  /** What the server adds to an event when it is read back. */
  private static final Set<String> SERVER_FIELDS =
      Set.of("issue", "receivedAt", "at", "collectedBy", "userReport");

  private final FieldReader reader;
  private final Supplier<EventId> newId;
  private @Nullable EventId id;
  private boolean idInvalid;
  private List<String> clientNotes = List.of();
  private Map<String, Json> extra = Map.of();

  private EventDecoder(FieldReader reader, Supplier<EventId> newId) {
    this.reader = reader;
    this.newId = newId;
  }

  /**
   * Reads the object at which the reader stands.
   *
   * @param newId gives the id of an event that brings none
   * @return the event, or why there is none
   */
  static Part decode(FieldReader reader, Supplier<EventId> newId) throws IOException {
    return new EventDecoder(reader, newId).event();
  }

  /** The id at which a reader stands; empty if there is a value that is not one. */
  static Optional<EventId> id(FieldReader reader) throws IOException {
    Raw raw = reader.raw("id");
    return raw.token() == JsonToken.VALUE_STRING ? EventId.parse(raw.text()) : Optional.empty();
  }

  private Part event() throws IOException {
    Event.Builder event = Event.builder(new EventId(0, 0));
    for (String name = reader.nextField(); name != null; name = reader.nextField()) {
      field(name, event);
    }
    if (idInvalid) {
      return new Unreadable(null, RejectReason.INVALID_ID);
    }
    if (reader.tooLarge()) {
      return new Unreadable(id, RejectReason.TOO_LARGE);
    }
    List<String> notes = clientNotes;
    if (!reader.notes().isEmpty()) {
      notes = new ArrayList<>(clientNotes);
      notes.addAll(reader.notes());
    }
    Event read = event.id(id == null ? newId.get() : id).notes(notes).extra(extra).build();
    boolean asSent = id != null && reader.notes().isEmpty() && !reader.doubled();
    return new EventPart(read, asSent ? reader.item() : null);
  }

  private void field(String name, Event.Builder event) throws IOException {
    switch (name) {
      case "id" -> readId();
      case "occurredAt" -> event.occurredAt(reader.instant(name));
      case "level" -> {
        Level level = reader.level(name);
        event.level(level == null ? Level.ERROR : level);
      }
      case "platform" -> event.platform(reader.text(name));
      case "message" -> event.message(reader.text(name));
      case "template" -> event.template(reader.text(name));
      case "arguments" -> event.arguments(reader.texts(name));
      case "logger" -> event.logger(reader.text(name));
      case "thread" -> event.thread(thread(name));
      case "origin" -> event.origin(reader.text(name));
      case "environment" -> event.environment(reader.text(name));
      case "release" -> event.release(reader.text(name));
      case "handled" -> event.handled(reader.bool(name));
      case "exceptions" -> event.exceptions(new ExceptionDecoder(reader).exceptions(name));
      case "tags" -> event.tags(reader.textMap(name));
      case "context" -> event.context(reader.sections(name));
      case "markers" -> event.markers(reader.texts(name));
      case "user" -> event.user(user(name));
      case "request" -> event.request(request(name));
      case "trace" -> event.trace(trace(name));
      case "breadcrumbs" -> event.breadcrumbs(BreadcrumbDecoder.read(name, reader));
      case "modules" -> event.modules(reader.textMap(name));
      case "fingerprint" -> event.fingerprint(reader.texts(name));
      case "sdk" -> event.sdk(sdk(name));
      case "notes" -> clientNotes = reader.texts(name);
      default -> unknown(name);
    }
  }

  private void unknown(String name) throws IOException {
    if (SERVER_FIELDS.contains(name)) {
      reader.leaveOut(name, "the server's to say");
    } else {
      extra = reader.extra(name, extra);
    }
  }

  private void readId() throws IOException {
    if (reader.token() != JsonToken.VALUE_NULL) {
      id = id(reader).orElse(null);
      idInvalid = id == null;
    }
  }

  private @Nullable ThreadInfo thread(String name) throws IOException {
    Fields fields = reader.fields(name);
    return fields == null
        ? null
        : new ThreadInfo(
            fields.json("id", "a number", JsonToken.VALUE_NUMBER_INT, JsonToken.VALUE_STRING),
            fields.text("name"),
            fields.bool("virtual"),
            fields.rest(reader));
  }

  private @Nullable User user(String name) throws IOException {
    Fields fields = reader.fields(name);
    return fields == null
        ? null
        : new User(
            fields.text("id"),
            fields.text("email"),
            fields.text("username"),
            fields.text("ip"),
            fields.rest(reader));
  }

  private @Nullable Request request(String name) throws IOException {
    if (!reader.enter(name, JsonToken.START_OBJECT, "an object")) {
      return null;
    }
    String method = null;
    String url = null;
    Map<String, String> headers = Map.of();
    Map<String, Json> more = Map.of();
    for (String key = reader.nextField(); key != null; key = reader.nextField()) {
      switch (key) {
        case "method" -> method = reader.text("request.method");
        case "url" -> url = reader.text("request.url");
        case "headers" -> headers = reader.textMap("request.headers");
        default -> more = reader.extra(key, more);
      }
    }
    return new Request(method, url, headers, more);
  }

  private @Nullable Trace trace(String name) throws IOException {
    Fields fields = reader.fields(name);
    return fields == null
        ? null
        : new Trace(fields.text("traceId"), fields.text("spanId"), fields.rest(reader));
  }

  private @Nullable Sdk sdk(String name) throws IOException {
    Fields fields = reader.fields(name);
    return fields == null
        ? null
        : new Sdk(fields.text("name"), fields.text("version"), fields.rest(reader));
  }
}
