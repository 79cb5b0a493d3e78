// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.ingest;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.tombo.server.model.Breadcrumb;
import dev.tombo.server.model.Event;
import dev.tombo.server.model.Frame;
import dev.tombo.server.model.Json;
import dev.tombo.server.model.Request;
import dev.tombo.server.model.Sdk;
import dev.tombo.server.model.ThreadInfo;
import dev.tombo.server.model.Thrown;
import dev.tombo.server.model.Trace;
import dev.tombo.server.model.User;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes an event in the native form: what is stored and read back. Absent and empty fields are
 * left out, but for the notes. Thread-safe.
 */
public final class EventEncoder {
  private EventEncoder() {}

  /** The event as UTF-8 JSON. */
  public static byte[] encode(Event event) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(20 << 10);
    try (JsonGenerator json = Parsers.JSON.createGenerator(out, JsonEncoding.UTF8)) {
      new Writer(json).event(event);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** Writes one event to one generator. */
  private record Writer(JsonGenerator json) {

    void event(Event event) throws IOException {
      json.writeStartObject();
      text("id", event.id().toString());
      time("occurredAt", event.occurredAt());
      text("level", event.level().wireName());
      text("platform", event.platform());
      text("message", event.message());
      text("template", event.template());
      texts("arguments", event.arguments());
      text("logger", event.logger());
      thread(event.thread());
      text("origin", event.origin());
      text("environment", event.environment());
      text("release", event.release());
      bool("handled", event.handled());
      exceptions(event.exceptions());
      textMap("tags", event.tags());
      sections("context", event.context());
      texts("markers", event.markers());
      user(event.user());
      request(event.request());
      trace(event.trace());
      breadcrumbs(event.breadcrumbs());
      textMap("modules", event.modules());
      texts("fingerprint", event.fingerprint());
      sdk(event.sdk());
      array("notes", event.notes());
      end(event.extra());
    }

    private void thread(@Nullable ThreadInfo thread) throws IOException {
      if (thread != null) {
        json.writeObjectFieldStart("thread");
        raw("id", thread.id());
        text("name", thread.name());
        bool("virtual", thread.virtual());
        end(thread.extra());
      }
    }

    private void exceptions(List<Thrown> exceptions) throws IOException {
      if (exceptions.isEmpty()) {
        return;
      }
      json.writeArrayFieldStart("exceptions");
      for (Thrown thrown : exceptions) {
        json.writeStartObject();
        text("type", thrown.type());
        text("message", thrown.message());
        text("relation", thrown.relation().wireName());
        number("of", thrown.of());
        if (thrown.commonFrames() > 0) {
          number("commonFrames", thrown.commonFrames());
        }
        raw("mechanism", thrown.mechanism());
        json.writeArrayFieldStart("frames");
        for (Frame frame : thrown.frames()) {
          frame(frame);
        }
        json.writeEndArray();
        end(thrown.extra());
      }
      json.writeEndArray();
    }

    private void frame(Frame frame) throws IOException {
      json.writeStartObject();
      text("class", frame.className());
      text("method", frame.method());
      text("file", frame.file());
      number("line", frame.line());
      number("column", frame.column());
      text("module", frame.module());
      bool("inApp", frame.inApp());
      bool("native", frame.nativeCode());
      raw("context", frame.context());
      end(frame.extra());
    }

    private void user(@Nullable User user) throws IOException {
      if (user != null) {
        json.writeObjectFieldStart("user");
        text("id", user.id());
        text("email", user.email());
        text("username", user.username());
        text("ip", user.ip());
        end(user.extra());
      }
    }

    private void request(@Nullable Request request) throws IOException {
      if (request != null) {
        json.writeObjectFieldStart("request");
        text("method", request.method());
        text("url", request.url());
        textMap("headers", request.headers());
        end(request.extra());
      }
    }

    private void trace(@Nullable Trace trace) throws IOException {
      if (trace != null) {
        json.writeObjectFieldStart("trace");
        text("traceId", trace.traceId());
        text("spanId", trace.spanId());
        end(trace.extra());
      }
    }

    private void sdk(@Nullable Sdk sdk) throws IOException {
      if (sdk != null) {
        json.writeObjectFieldStart("sdk");
        text("name", sdk.name());
        text("version", sdk.version());
        end(sdk.extra());
      }
    }

    private void breadcrumbs(List<Breadcrumb> breadcrumbs) throws IOException {
      if (breadcrumbs.isEmpty()) {
        return;
      }
      json.writeArrayFieldStart("breadcrumbs");
      for (Breadcrumb crumb : breadcrumbs) {
        json.writeStartObject();
        time("at", crumb.at());
        text("level", crumb.level() == null ? null : crumb.level().wireName());
        text("category", crumb.category());
        text("message", crumb.message());
        raw("data", crumb.data());
        end(crumb.extra());
      }
      json.writeEndArray();
    }

    private void text(String name, @Nullable Object value) throws IOException {
      if (value != null) {
        json.writeStringField(name, value.toString());
      }
    }

    private void time(String name, @Nullable Instant value) throws IOException {
      if (value != null) {
        json.writeStringField(name, InstantText.of(value));
      }
    }

    private void number(String name, @Nullable Integer value) throws IOException {
      if (value != null) {
        json.writeNumberField(name, value);
      }
    }

    private void bool(String name, @Nullable Boolean value) throws IOException {
      if (value != null) {
        json.writeBooleanField(name, value);
      }
    }

    private void raw(String name, @Nullable Json value) throws IOException {
      if (value != null) {
        json.writeFieldName(name);
        json.writeRawValue(value.text());
      }
    }

    private void texts(String name, List<String> values) throws IOException {
      if (!values.isEmpty()) {
        array(name, values);
      }
    }

    private void array(String name, List<String> values) throws IOException {
      json.writeArrayFieldStart(name);
      for (String value : values) {
        json.writeString(value);
      }
      json.writeEndArray();
    }

    private void textMap(String name, Map<String, String> values) throws IOException {
      if (!values.isEmpty()) {
        json.writeObjectFieldStart(name);
        for (Map.Entry<String, String> value : values.entrySet()) {
          json.writeStringField(value.getKey(), value.getValue());
        }
        json.writeEndObject();
      }
    }

    private void sections(String name, Map<String, Json> values) throws IOException {
      if (!values.isEmpty()) {
        json.writeObjectFieldStart(name);
        end(values);
      }
    }

    private void end(Map<String, Json> extra) throws IOException {
      for (Map.Entry<String, Json> value : extra.entrySet()) {
        raw(value.getKey(), value.getValue());
      }
      json.writeEndObject();
    }
  }
}
