// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.ingest.otlp;

import static dev.tombo.server.ingest.otlp.ProtobufReader.fixed64;
import static dev.tombo.server.ingest.otlp.ProtobufReader.length;
import static dev.tombo.server.ingest.otlp.ProtobufReader.varint;

import dev.tombo.server.ingest.MalformedBodyException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads an ExportLogsServiceRequest in protobuf, as opentelemetry-proto 1.7 describes it. What a
 * message holds may stand in any order, so that what all records of it share is looked for first.
 */
final class ProtobufLogs {
  private final Selection selection;

  ProtobufLogs(Selection selection) {
    this.selection = selection;
  }

  void read(ProtobufReader request) {
    for (int tag = request.tag(); tag != 0; tag = request.tag()) {
      if (tag == length(1)) {
        resourceLogs(request.message());
      } else {
        request.skip(tag);
      }
    }
  }

  private void resourceLogs(ProtobufReader logs) {
    Scope resource = Scope.unknown();
    ProtobufReader ahead = logs.again();
    for (int tag = ahead.tag(); tag != 0; tag = ahead.tag()) {
      if (tag == length(1)) {
        resource = resource(ahead.message());
      } else {
        ahead.skip(tag);
      }
    }
    for (int tag = logs.tag(); tag != 0; tag = logs.tag()) {
      if (tag == length(2)) {
        scopeLogs(logs.message(), resource);
      } else {
        logs.skip(tag);
      }
    }
  }

  private static Scope resource(ProtobufReader resource) {
    Map<String, AnyValue> attributes = new LinkedHashMap<>();
    for (int tag = resource.tag(); tag != 0; tag = resource.tag()) {
      if (tag == length(1)) {
        ProtobufValues.readInto(attributes, resource.message());
      } else {
        resource.skip(tag);
      }
    }
    return Scope.of(attributes, resource.span());
  }

  private void scopeLogs(ProtobufReader logs, Scope resource) {
    Scope scope = resource;
    ProtobufReader ahead = logs.again();
    for (int tag = ahead.tag(); tag != 0; tag = ahead.tag()) {
      if (tag == length(1)) {
        scope = scope(ahead.message(), resource);
      } else {
        ahead.skip(tag);
      }
    }
    for (int tag = logs.tag(); tag != 0; tag = logs.tag()) {
      if (tag == length(2)) {
        add(logs.message(), scope);
      } else {
        logs.skip(tag);
      }
    }
  }

  private static Scope scope(ProtobufReader scope, Scope resource) {
    String name = "";
    for (int tag = scope.tag(); tag != 0; tag = scope.tag()) {
      if (tag == length(1)) {
        name = scope.text();
      } else {
        scope.skip(tag);
      }
    }
    return resource.named(name, scope.span());
  }

  /** A record that is damaged in itself does not cost the others. */
  private void add(ProtobufReader fields, Scope scope) {
    LogRecord log = new LogRecord();
    try {
      for (int tag = fields.tag(); tag != 0; tag = fields.tag()) {
        field(tag, fields, log);
      }
    } catch (MalformedBodyException e) {
      selection.addMalformed();
      return;
    }
    selection.add(log, scope, fields.span());
  }

  private static void field(int tag, ProtobufReader fields, LogRecord log) {
    if (tag == fixed64(1)) {
      log.time = fields.fixed64();
    } else if (tag == varint(2)) {
      log.severityNumber = Math.clamp(fields.varint(), 0, Integer.MAX_VALUE);
    } else if (tag == length(3)) {
      log.severityText = fields.text();
    } else if (tag == length(5)) {
      log.body = ProtobufValues.read(fields.message());
    } else if (tag == length(6)) {
      ProtobufValues.readInto(log.attributes, fields.message());
    } else if (tag == varint(7)) {
      log.droppedAttributes = fields.varint();
    } else if (tag == length(9)) {
      log.traceId = HexFormat.of().formatHex(fields.bytes());
    } else if (tag == length(10)) {
      log.spanId = HexFormat.of().formatHex(fields.bytes());
    } else if (tag == fixed64(11)) {
      log.observedTime = fields.fixed64();
    } else if (tag == length(12)) {
      log.eventName = fields.text();
    } else {
      fields.skip(tag);
    }
  }
}
