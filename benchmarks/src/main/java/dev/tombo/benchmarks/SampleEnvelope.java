// SPDX-License-Identifier: Apache-2.0
package dev.tombo.benchmarks;

import dev.tombo.server.model.Breadcrumb;
import dev.tombo.server.model.Event;
import dev.tombo.server.model.Frame;
import dev.tombo.server.model.Thrown;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

/** Writes a sample event as Sentry's client for Java would send it. */
final class SampleEnvelope {
  private SampleEnvelope() {}

  /** An envelope of one event, as UTF-8. */
  static byte[] of(Event event) {
    String json = json(event);
    String head = "{\"event_id\":\"" + event.id() + "\",\"sdk\":{\"name\":\"sentry.java\"}}\n";
    String item = "{\"content_type\":\"application/json\",\"type\":\"event\",\"length\":";
    return (head + item + json.length() + "}\n" + json + "\n").getBytes(StandardCharsets.UTF_8);
  }

  private static String json(Event event) {
    String exceptions =
        event.exceptions().reversed().stream()
            .map(thrown -> exception(thrown, event.exceptions().indexOf(thrown)))
            .collect(Collectors.joining(","));
    String crumbs =
        event.breadcrumbs().stream().map(SampleEnvelope::crumb).collect(Collectors.joining(","));
    return "{\"message\":{\"formatted\":\""
        + event.message()
        + "\",\"message\":\""
        + event.template()
        + "\"},\"logger\":\""
        + event.logger()
        + "\",\"exception\":{\"values\":["
        + exceptions
        + "]},\"level\":\"error\",\"fingerprint\":[],\"contexts\":{\"MDC\":"
        + event.context().values().iterator().next().text()
        + "},\"tags\":{\"region\":\"eu\",\"shard\":\"3\"},\"release\":\""
        + event.release()
        + "\",\"environment\":\"production\",\"platform\":\"java\",\"user\":{\"id\":\"7\"},"
        + "\"server_name\":\""
        + event.origin()
        + "\",\"breadcrumbs\":["
        + crumbs
        + "]}";
  }

  private static String exception(Thrown thrown, int id) {
    String type = String.valueOf(thrown.type());
    int dot = type.lastIndexOf('.');
    String frames =
        thrown.frames().reversed().stream()
            .map(SampleEnvelope::frame)
            .collect(Collectors.joining(","));
    return "{\"type\":\""
        + type.substring(dot + 1)
        + "\",\"value\":\""
        + thrown.message()
        + "\",\"module\":\""
        + type.substring(0, dot)
        + "\",\"thread_id\":1,\"stacktrace\":{\"frames\":["
        + frames
        + "]},\"mechanism\":{\"type\":\"chained\",\"exception_id\":"
        + id
        + (id == 0 ? "" : ",\"parent_id\":" + (id - 1))
        + "}}";
  }

  private static String frame(Frame frame) {
    return "{\"filename\":\""
        + frame.file()
        + "\",\"function\":\""
        + frame.method()
        + "\",\"module\":\""
        + frame.className()
        + "\",\"lineno\":"
        + frame.line()
        + ",\"native\":false}";
  }

  private static String crumb(Breadcrumb crumb) {
    return "{\"timestamp\":\"2026-11-23T13:03:28.862Z\",\"message\":\""
        + crumb.message()
        + "\",\"data\":{},\"category\":\""
        + crumb.category()
        + "\"}";
  }
}
