// SPDX-License-Identifier: Apache-2.0
package dev.tombo.benchmarks;

import dev.tombo.server.model.Event;
import dev.tombo.server.model.Frame;
import dev.tombo.server.model.Thrown;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Says of an event what OpenTelemetry's exporter would: its stack as text, no breadcrumbs. */
final class SampleLogs {
  private static final long NANOS = 1_795_435_200_123_456_789L;

  private SampleLogs() {}

  /** A request with one record, in protobuf. */
  static byte[] protobuf(Event event) {
    Thrown thrown = event.exceptions().getFirst();
    byte[] log =
        joined(
            time(),
            new byte[] {2 << 3, 17},
            text(3, "ERROR"),
            field(5, text(1, event.message() + "")),
            attribute(6, "exception.type", thrown.type() + ""),
            attribute(6, "exception.message", thrown.message() + ""),
            attribute(6, "exception.stacktrace", printed(event)),
            attribute(6, "log.body.template", event.template() + ""),
            attribute(6, "thread.name", "http-nio-8080-exec-7"),
            attribute(6, "requestId", "5b8efff798038103"));
    byte[] resource =
        joined(
            attribute(1, "service.name", "shop"),
            attribute(1, "service.version", "1.4.2"),
            attribute(1, "deployment.environment.name", "production"),
            attribute(1, "host.name", "shop-3"),
            attribute(1, "telemetry.sdk.language", "java"));
    byte[] scope = joined(field(1, text(1, event.logger() + "")), field(2, log));
    return field(1, joined(field(1, resource), field(2, scope)));
  }

  /** The same in JSON. */
  static byte[] json(Event event) {
    Thrown thrown = event.exceptions().getFirst();
    String log =
        "{\"timeUnixNano\":\""
            + NANOS
            + "\",\"severityNumber\":17,\"severityText\":\"ERROR\",\"body\":{\"stringValue\":\""
            + event.message()
            + "\"},\"attributes\":["
            + pair("exception.type", thrown.type() + "")
            + ","
            + pair("exception.message", thrown.message() + "")
            + ","
            + pair("exception.stacktrace", printed(event))
            + ","
            + pair("log.body.template", event.template() + "")
            + ","
            + pair("thread.name", "http-nio-8080-exec-7")
            + ","
            + pair("requestId", "5b8efff798038103")
            + "]}";
    String resource =
        pair("service.name", "shop")
            + ","
            + pair("service.version", "1.4.2")
            + ","
            + pair("deployment.environment.name", "production")
            + ","
            + pair("host.name", "shop-3")
            + ","
            + pair("telemetry.sdk.language", "java");
    String request =
        "{\"resourceLogs\":[{\"resource\":{\"attributes\":["
            + resource
            + "]},\"scopeLogs\":[{\"scope\":{\"name\":\""
            + event.logger()
            + "\"},\"logRecords\":["
            + log
            + "]}]}]}";
    return request.getBytes(StandardCharsets.UTF_8);
  }

  private static String pair(String key, String value) {
    String quoted = value.replace("\n", "\\n").replace("\t", "\\t");
    return "{\"key\":\"" + key + "\",\"value\":{\"stringValue\":\"" + quoted + "\"}}";
  }

  private static String printed(Event event) {
    StringBuilder text = new StringBuilder();
    for (Thrown one : event.exceptions()) {
      text.append(text.isEmpty() ? "" : "Caused by: ");
      text.append(one.type()).append(": ").append(one.message()).append('\n');
      for (Frame frame : one.frames()) {
        text.append("\tat ").append(frame.className()).append('.').append(frame.method());
        text.append('(').append(frame.file()).append(':').append(frame.line()).append(")\n");
      }
    }
    return text.toString();
  }

  private static byte[] time() {
    return ByteBuffer.allocate(9)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put((byte) ((1 << 3) | 1))
        .putLong(NANOS)
        .array();
  }

  private static byte[] attribute(int number, String key, String value) {
    return field(number, joined(text(1, key), field(2, text(1, value))));
  }

  private static byte[] text(int number, String text) {
    return field(number, text.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] field(int number, byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write((number << 3) | 2);
    int left = bytes.length;
    while (left > 0x7F) {
      out.write((left & 0x7F) | 0x80);
      left >>>= 7;
    }
    out.write(left);
    out.writeBytes(bytes);
    return out.toByteArray();
  }

  private static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }
}
