// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.ingest.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tombo.server.Proto;
import dev.tombo.server.ingest.Batch;
import dev.tombo.server.ingest.Batch.EventPart;
import dev.tombo.server.ingest.Limits;
import dev.tombo.server.model.Event;
import dev.tombo.server.model.EventId;
import java.nio.charset.StandardCharsets;

/** A decoder, and one record in both forms. */
abstract class OtlpDecoding {
  static final long NANOS = 1_795_435_200_123_456_789L;
  static final EventId NEW_ID = new EventId(7, 7);
  final OtlpDecoder decoder = new OtlpDecoder(Limits.STANDARD, () -> NEW_ID);

  static final String JSON =
      """
      {"resourceLogs":[{"scopeLogs":[{"logRecords":[{
        "timeUnixNano":"1795435200123456789","observedTimeUnixNano":7,"severityNumber":21,"severityText":"FATAL",
        "body":{"kvlistValue":{"values":[{"key":"event","value":{"stringValue":"crash"}},
          {"value":{"intValue":"9"},"key":"code"},
          {"key":"at","value":{"arrayValue":{"values":[{"doubleValue":1.5},{"boolValue":true},{"bytesValue":"AQI="},{}]}}}]}},
        "attributes":[{"key":"tenant","value":{"stringValue":"acme"}},{"key":"retries","value":{"intValue":3}},
          {"key":"code.lineno","value":{"intValue":"42"}},{"key":"list","value":{"arrayValue":{"values":[{"stringValue":"a"}]}}},
          {"key":"http.method","value":{"stringValue":"POST"}},{"key":"url.full","value":{"stringValue":"https://shop.example/pay"}},
          {"key":"http.request.header.accept","value":{"arrayValue":{"values":[{"stringValue":"a"},{"stringValue":"b"}]}}},
          {"key":"enduser.id","value":{"stringValue":"u-7"}},{"key":"user.email","value":{"stringValue":"ana@example.com"}}],
        "droppedAttributesCount":2,"flags":1,"eventName":"app.crash","unknown":[{}],
        "traceId":"5B8EFFF798038103D269B633813FC60C","spanId":"EEE19B7EC3C1B174"}],
        "scope":{"name":"com.acme.Order","version":"1"}}],
        "resource":{"attributes":[{"key":"service.name","value":{"stringValue":"shop"}},{"key":"service.version","value":{"stringValue":"1.4"}},
          {"key":"deployment.environment","value":{"stringValue":"staging"}},{"key":"k8s.pod.name","value":{"stringValue":"pod-1"}},
          {"key":"telemetry.sdk.language","value":{"stringValue":"nodejs"}},{"key":"process.pid","value":{"intValue":12}},
          {"key":"process.command_line","value":{"stringValue":"node --password=p"}}]}}]}
      """;

  /** The same, with what is shared behind what shares it. */
  static Proto protobuf() {
    Proto at =
        new Proto()
            .message(1, new Proto().fixed64(4, Double.doubleToLongBits(1.5)))
            .message(1, new Proto().varint(2, 1))
            .message(1, new Proto().bytes(7, new byte[] {1, 2}))
            .message(1, new Proto());
    Proto body =
        new Proto()
            .message(1, Proto.pair("event", "crash"))
            .message(1, new Proto().text(1, "code").message(2, new Proto().varint(3, 9)))
            .message(1, new Proto().text(1, "at").message(2, new Proto().message(5, at)));
    Proto list = new Proto().message(1, new Proto().text(1, "a"));
    Proto accept =
        new Proto().message(1, new Proto().text(1, "a")).message(1, new Proto().text(1, "b"));
    Proto log =
        new Proto()
            .fixed64(1, NANOS)
            .fixed64(11, 7)
            .varint(2, 21)
            .text(3, "FATAL")
            .message(5, new Proto().message(6, body))
            .message(6, Proto.pair("tenant", "acme"))
            .message(6, new Proto().text(1, "retries").message(2, new Proto().varint(3, 3)))
            .message(6, new Proto().text(1, "code.lineno").message(2, new Proto().varint(3, 42)))
            .message(6, new Proto().text(1, "list").message(2, new Proto().message(5, list)))
            .message(6, Proto.pair("http.method", "POST"))
            .message(6, Proto.pair("url.full", "https://shop.example/pay"))
            .message(
                6,
                new Proto()
                    .text(1, "http.request.header.accept")
                    .message(2, new Proto().message(5, accept)))
            .message(6, Proto.pair("enduser.id", "u-7"))
            .message(6, Proto.pair("user.email", "ana@example.com"))
            .varint(7, 2)
            .fixed64(99, 1)
            .varint(98, 1)
            .text(12, "app.crash")
            .bytes(9, hex("5b8efff798038103d269b633813fc60c"))
            .bytes(10, hex("eee19b7ec3c1b174"));
    Proto resource =
        new Proto()
            .message(1, Proto.pair("service.name", "shop"))
            .message(1, Proto.pair("service.version", "1.4"))
            .message(1, Proto.pair("deployment.environment", "staging"))
            .message(1, Proto.pair("k8s.pod.name", "pod-1"))
            .message(1, Proto.pair("telemetry.sdk.language", "nodejs"))
            .message(1, new Proto().text(1, "process.pid").message(2, new Proto().varint(3, 12)))
            .message(1, Proto.pair("process.command_line", "node --password=p"));
    Proto scope = new Proto().message(2, log).message(1, new Proto().text(1, "com.acme.Order"));
    return new Proto().message(1, new Proto().message(2, scope).message(1, resource));
  }

  static Event only(Batch batch) {
    assertThat(batch.parts()).hasSize(1);
    return ((EventPart) batch.parts().getFirst()).event();
  }

  static String logs(String... records) {
    return "{\"resourceLogs\":[{\"scopeLogs\":[{\"logRecords\":["
        + String.join(",", records)
        + "]}]}]}";
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static byte[] hex(String text) {
    return java.util.HexFormat.of().parseHex(text);
  }
}
