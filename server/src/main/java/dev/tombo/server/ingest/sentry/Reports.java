// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.ingest.sentry;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonToken;
import dev.tombo.server.ingest.Batch.EventPart;
import dev.tombo.server.ingest.Batch.Part;
import dev.tombo.server.ingest.Batch.Unreadable;
import dev.tombo.server.ingest.FieldReader;
import dev.tombo.server.ingest.Fields;
import dev.tombo.server.ingest.Limits;
import dev.tombo.server.ingest.Parsers;
import dev.tombo.server.ingest.Texts;
import dev.tombo.server.model.Discard;
import dev.tombo.server.model.Event;
import dev.tombo.server.model.EventId;
import dev.tombo.server.model.Json;
import dev.tombo.server.model.Level;
import dev.tombo.server.model.RejectReason;
import dev.tombo.server.model.User;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what clients say of events that they gave up, and what people say of one. */
final class Reports {
  private static final int MAX_REASON = 64;

  /** What clients call events; all else is counted under its name. */
  private static final Set<String> EVENTS = Set.of("error", "default");

  /** What Tombo keeps beside events: of what it declines nothing is lost. */
  private static final Set<String> KEPT = Set.of("feedback", "user_report", "log_item");

  private Reports() {}

  /** What a client gave up, of all that is kept; nothing where that cannot be read. */
  static List<Discard> ofClient(byte[] json, Limits limits) {
    List<Discard> discards = new ArrayList<>();
    try {
      FieldReader reader = FieldReader.of(json, limits);
      if (reader.token() == JsonToken.START_OBJECT) {
        for (String key = reader.nextField(); key != null; key = reader.nextField()) {
          if (key.equals("discarded_events")) {
            Loose.each(key, reader, () -> discard(reader, discards));
          } else {
            var unused = reader.raw(key);
          }
        }
      }
    } catch (IOException e) {
      discards.clear();
    }
    return discards;
  }

  private static void discard(FieldReader reader, List<Discard> discards) throws IOException {
    Fields fields = reader.fields("discarded_events[]");
    if (fields == null) {
      return;
    }
    String reason = Loose.text(fields.take("reason"));
    String category = Loose.text(fields.take("category"));
    Integer quantity = Loose.integer(fields.take("quantity"));
    if (reason == null || reason.isBlank() || quantity == null || quantity < 1) {
      return;
    }
    boolean event = category == null || EVENTS.contains(category);
    if (event || KEPT.contains(category)) {
      String name = event ? reason.strip() : category + ":" + reason.strip();
      discards.add(new Discard(Texts.cut(name, MAX_REASON), quantity));
    }
  }

  /** What a person said of an event: an event of its own that names the other. */
  static Part ofUser(FieldReader reader, Sending sending) throws IOException {
    Fields fields = reader.fields("user_report");
    if (fields == null) {
      return new Unreadable(null, RejectReason.MALFORMED);
    }
    EventId of = Loose.id(fields.take("event_id")).orElse(sending.head().eventId());
    String name = Loose.text(fields.take("name"));
    String email = Loose.text(fields.take("email"));
    String comments = Loose.text(fields.take("comments"));
    if (of == null) {
      return new Unreadable(null, RejectReason.INVALID_ID);
    }
    Event event =
        Event.builder(UserReports.about(of))
            .level(Level.INFO)
            .message(comments)
            .user(email == null ? null : new User(null, email, null, null, Map.of()))
            .context(Map.of("feedback", feedback(of, name, email, comments)))
            .build();
    return new EventPart(event);
  }

  /** In the form in which newer clients send it. */
  private static Json feedback(
      EventId of, @Nullable String name, @Nullable String email, @Nullable String comments)
      throws IOException {
    StringWriter json = new StringWriter();
    try (JsonGenerator out = Parsers.JSON.createGenerator(json)) {
      out.writeStartObject();
      out.writeStringField("associated_event_id", of.toString());
      field(out, "name", name);
      field(out, "contact_email", email);
      field(out, "message", comments);
      out.writeEndObject();
    }
    return new Json(json.toString());
  }

  private static void field(JsonGenerator out, String name, @Nullable String value)
      throws IOException {
    if (value != null) {
      out.writeStringField(name, value);
    }
  }
}
