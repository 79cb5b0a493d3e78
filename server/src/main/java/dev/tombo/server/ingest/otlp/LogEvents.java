// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.ingest.otlp;

import dev.tombo.server.ingest.Texts;
import dev.tombo.server.ingest.stacktext.StackText;
import dev.tombo.server.model.Event;
import dev.tombo.server.model.EventId;
import dev.tombo.server.model.Json;
import dev.tombo.server.model.Request;
import dev.tombo.server.model.ThreadInfo;
import dev.tombo.server.model.Trace;
import dev.tombo.server.model.User;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Makes an event of a log record, by the names of OpenTelemetry's semantic conventions, old ones
 * too. Not thread-safe.
 */
final class LogEvents {
  private static final int MAX_TAGS = 50;

  private final LogRecord log;
  private final Scope scope;
  private final Source source;
  private final Attributes attributes;
  private final Map<String, Json> context = new LinkedHashMap<>();
  private final List<String> notes = new ArrayList<>();

  LogEvents(LogRecord log, Scope scope) {
    this.log = log;
    this.scope = scope;
    this.source = scope.source();
    this.attributes = new Attributes(log.attributes);
    this.notes.addAll(source.notes());
  }

  Event event(EventId id) {
    noteLosses();
    Event.Builder event = Event.builder(id);
    event.occurredAt(log.at());
    event.level(log.level());
    event.platform(source.platform());
    event.logger(scope.logger().isBlank() ? null : scope.logger());
    event.origin(source.origin());
    event.environment(source.environment());
    event.release(source.release());
    event.sdk(source.sdk());
    addText(event);
    addException(event);
    event.markers(markers());
    event.thread(thread());
    event.user(user());
    event.request(request());
    event.trace(trace());
    event.tags(tags());
    addSection("attributes", attributes.rest());
    addSection("resource", source.details());
    return event.context(context).notes(List.copyOf(notes)).build();
  }

  private void noteLosses() {
    if (log.droppedAttributes > 0) {
      notes.add("attributes: " + log.droppedAttributes + " left out by the client");
    }
    boolean cut = log.body.cut() || log.attributes.values().stream().anyMatch(AnyValue::cut);
    if (cut) {
      notes.add("attributes: nested deeper than " + AnyValue.MAX_DEPTH + " levels, left out");
    }
  }

  /** A body that is no text is one in JSON; its event's name then says what is the same in all. */
  private void addText(Event.Builder event) {
    String template = attributes.text("log.body.template", "{OriginalFormat}");
    String text = log.body.scalar();
    boolean structured = text == null && !log.body.equals(AnyValue.NULL);
    String name = Texts.clean(log.eventName);
    event.message(structured ? log.body.json().text() : text);
    event.template(template == null && structured && !name.isBlank() ? name : template);
    event.arguments(attributes.texts("log.body.parameters"));
  }

  private void addException(Event.Builder event) {
    boolean thrown = log.hasException();
    String type = attributes.text("exception.type");
    AnyValue said = attributes.take("exception.message");
    String stack = attributes.text("exception.stacktrace");
    String escaped = attributes.text("exception.escaped");
    if (!thrown) {
      return;
    }
    String text = stack == null ? "" : stack;
    StackText.Parsed parsed =
        StackText.parse(source.platform(), text, type, said == null ? null : said.scalar());
    boolean empty =
        parsed.exceptions().stream().allMatch(one -> one.type() == null && one.message() == null);
    event.exceptions(empty && !parsed.hasFrames() ? List.of() : parsed.exceptions());
    event.handled("true".equals(escaped) ? Boolean.FALSE : null);
    notes.addAll(parsed.notes());
    if (!parsed.hasFrames() && text.indexOf('\n') >= 0) {
      addSection("stacktrace", AnyValue.text(text).json());
      notes.add("exception.stacktrace: not understood, kept as it is");
    }
  }

  private List<String> markers() {
    List<String> markers = new ArrayList<>(attributes.texts("logback.marker"));
    markers.addAll(attributes.texts("log4j.marker"));
    return List.copyOf(markers);
  }

  private @Nullable ThreadInfo thread() {
    AnyValue id = attributes.take("thread.id");
    String name = attributes.text("thread.name");
    return id == null && name == null
        ? null
        : new ThreadInfo(id == null ? null : id.json(), name, null, Map.of());
  }

  private @Nullable User user() {
    String id = attributes.text("user.id", "enduser.id");
    String email = attributes.text("user.email");
    String name = attributes.text("user.name");
    return id == null && email == null && name == null
        ? null
        : new User(id, email, name, null, Map.of());
  }

  private @Nullable Request request() {
    String method = attributes.text("http.request.method", "http.method");
    String url = attributes.text("url.full", "http.url");
    Map<String, String> headers = new TreeMap<>();
    attributes
        .under("http.request.header.")
        .forEach((name, value) -> headers.put(Texts.clean(name), String.join(", ", value.texts())));
    return method == null && url == null && headers.isEmpty()
        ? null
        : new Request(method, url, headers, Map.of());
  }

  private @Nullable Trace trace() {
    String traceId = hex(log.traceId, 32);
    String spanId = hex(log.spanId, 16);
    return traceId == null && spanId == null ? null : new Trace(traceId, spanId, Map.of());
  }

  /** Hex digits of either case, not all of them zeros, which mean none; null for anything else. */
  private static @Nullable String hex(String text, int digits) {
    String lower = text.toLowerCase(Locale.ROOT);
    return lower.length() == digits && lower.matches("[0-9a-f]*[1-9a-f][0-9a-f]*") ? lower : null;
  }

  private Map<String, String> tags() {
    Map<String, String> tags = new LinkedHashMap<>(source.tags());
    String name = log.eventName.isBlank() ? attributes.text("event.name") : log.eventName;
    if (name != null) {
      tags.put("event.name", Texts.clean(name));
    }
    tags.putAll(attributes.tags(MAX_TAGS - Math.min(MAX_TAGS, tags.size())));
    return tags;
  }

  private void addSection(String name, @Nullable Json section) {
    if (section != null) {
      context.put(name, section);
    }
  }
}
