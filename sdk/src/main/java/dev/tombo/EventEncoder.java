// SPDX-License-Identifier: Apache-2.0
package dev.tombo;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Writes an event as the JSON that the server reads. What is not set is left out. */
final class EventEncoder {
  private final Collection<String> inApp;

  EventEncoder(Collection<String> inApp) {
    this.inApp = inApp;
  }

  byte[] encode(Event event) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream(4096);
    try (JsonGenerator generator = Json.FACTORY.createGenerator(out, JsonEncoding.UTF8)) {
      write(event.data, new Json(generator));
    }
    return out.toByteArray();
  }

  private void write(EventData data, Json json) throws IOException {
    json.startObject();
    json.field("id", data.id);
    json.field("occurredAt", data.occurredAt);
    json.field("level", name(data.level == null ? Level.ERROR : data.level));
    json.field("platform", "java");
    json.field("message", data.message == null && isBare(data) ? "(no message)" : data.message);
    json.field("template", data.template);
    json.field("arguments", data.arguments);
    json.field("logger", data.logger);
    writeThread(data, json);
    json.field("origin", data.origin);
    json.field("environment", data.environment);
    json.field("release", data.release);
    json.field("handled", data.handled);
    writeExceptions(data.exceptions, json);
    json.field("tags", data.tags);
    json.field("context", data.context);
    json.field("markers", data.markers);
    writeUser(data, json);
    writeRequest(data, json);
    writeTrace(data, json);
    writeBreadcrumbs(data.breadcrumbs, json);
    json.field("modules", data.modules);
    json.field("fingerprint", data.fingerprint);
    json.startObject("sdk");
    json.field("name", Version.NAME);
    json.field("version", Version.VERSION);
    json.endObject();
    json.field("notes", data.notes);
    json.endObject();
  }

  /** The server wants a message or an exception of every event. */
  private static boolean isBare(EventData data) {
    return data.exceptions.isEmpty();
  }

  private static void writeThread(EventData data, Json json) throws IOException {
    if (data.threadId >= 0 || data.threadName != null) {
      json.startObject("thread");
      if (data.threadId >= 0) {
        json.field("id", data.threadId);
      }
      json.field("name", data.threadName);
      json.field("virtual", data.threadVirtual);
      json.endObject();
    }
  }

  private void writeExceptions(List<CapturedException> exceptions, Json json) throws IOException {
    if (exceptions.isEmpty()) {
      return;
    }
    json.startArray("exceptions");
    for (CapturedException exception : exceptions) {
      json.startObject();
      json.field("type", exception.type);
      json.field("message", exception.message);
      json.field("relation", exception.relation.name().toLowerCase(Locale.ROOT));
      if (exception.of >= 0) {
        json.field("of", exception.of);
      }
      if (exception.commonFrames > 0) {
        json.field("commonFrames", exception.commonFrames);
      }
      json.startArray("frames");
      for (StackTraceElement frame : exception.frames) {
        writeFrame(frame, json);
      }
      json.endArray();
      json.endObject();
    }
    json.endArray();
  }

  private void writeFrame(StackTraceElement frame, Json json) throws IOException {
    json.startObject();
    json.field("class", frame.getClassName());
    json.field("method", frame.getMethodName());
    json.field("file", frame.getFileName());
    if (frame.getLineNumber() >= 0) {
      json.field("line", frame.getLineNumber());
    }
    if (frame.isNativeMethod()) {
      json.field("native", true);
    }
    if (!inApp.isEmpty()) {
      json.field("inApp", isInApp(frame.getClassName()));
    }
    json.endObject();
  }

  /** A prefix ends where a name of the class or package ends: com.acme is not com.acmecorp. */
  private boolean isInApp(String className) {
    for (String prefix : inApp) {
      if (className.startsWith(prefix)
          && (prefix.endsWith(".")
              || className.length() == prefix.length()
              || ".$".indexOf(className.charAt(prefix.length())) >= 0)) {
        return true;
      }
    }
    return false;
  }

  private static void writeUser(EventData data, Json json) throws IOException {
    User user = data.user;
    if (user != null) {
      json.startObject("user");
      json.field("id", user.id);
      json.field("email", user.email);
      json.field("username", user.username);
      json.field("ip", user.ip);
      json.endObject();
    }
  }

  private static void writeRequest(EventData data, Json json) throws IOException {
    Request request = data.request;
    if (request != null) {
      json.startObject("request");
      json.field("method", request.method);
      json.field("url", request.url);
      json.field("headers", request.headers);
      json.endObject();
    }
  }

  private static void writeTrace(EventData data, Json json) throws IOException {
    if (data.traceId != null || data.spanId != null) {
      json.startObject("trace");
      json.field("traceId", data.traceId);
      json.field("spanId", data.spanId);
      json.endObject();
    }
  }

  private static void writeBreadcrumbs(List<Breadcrumb> breadcrumbs, Json json) throws IOException {
    if (breadcrumbs.isEmpty()) {
      return;
    }
    json.startArray("breadcrumbs");
    for (Breadcrumb breadcrumb : breadcrumbs) {
      json.startObject();
      json.field("at", breadcrumb.at);
      json.field("level", name(breadcrumb.level));
      json.field("category", breadcrumb.category);
      json.field("message", breadcrumb.message);
      json.field("data", (Map<String, ?>) breadcrumb.data);
      json.endObject();
    }
    json.endArray();
  }

  private static String name(Level level) {
    return level.name().toLowerCase(Locale.ROOT);
  }
}
