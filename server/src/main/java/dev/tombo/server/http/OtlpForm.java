// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.http;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The two forms in which OTLP asks and is answered, in the same one: an ExportLogsServiceResponse,
 * or a google.rpc.Status with what went wrong.
 */
enum OtlpForm implements Refusal {
  PROTOBUF("application/x-protobuf") {
    @Override
    byte[] partialSuccess(int rejected, String message) {
      return field(1, numberAndText(rejected, message));
    }

    @Override
    byte[] status(int code, String message) {
      return numberAndText(code, message);
    }

    @Override
    byte[] success() {
      return new byte[0];
    }
  },
  JSON("application/json") {
    @Override
    byte[] partialSuccess(int rejected, String message) {
      Map<String, Object> partial = new LinkedHashMap<>();
      partial.put("rejectedLogRecords", Integer.toString(rejected));
      partial.put("errorMessage", message);
      return JsonReplies.bytes(Map.of("partialSuccess", partial));
    }

    @Override
    byte[] status(int code, String message) {
      Map<String, Object> status = new LinkedHashMap<>();
      status.put("code", code);
      status.put("message", message);
      return JsonReplies.bytes(status);
    }

    @Override
    byte[] success() {
      return "{}".getBytes(StandardCharsets.UTF_8);
    }
  };

  private static final int LENGTH = 2;
  private static final int LAST_OF_BYTE = 0x7F;

  private final String mediaType;

  OtlpForm(String mediaType) {
    this.mediaType = mediaType;
  }

  /** The form that a request says that it has; empty if it is none. */
  static Optional<OtlpForm> of(ServerRequest request) {
    String type = request.headers().value(HeaderNames.CONTENT_TYPE).orElse("");
    return switch (type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT)) {
      case "application/x-protobuf", "application/protobuf" -> Optional.of(PROTOBUF);
      case "application/json" -> Optional.of(JSON);
      default -> Optional.empty();
    };
  }

  /** Everything was taken. */
  abstract byte[] success();

  /** Some records were not, and are not to be sent again. */
  abstract byte[] partialSuccess(int rejected, String message);

  /** What went wrong, by a code of google.rpc.Code. */
  abstract byte[] status(int code, String message);

  void reply(ServerResponse response, byte[] body) {
    response.header(HeaderNames.CONTENT_TYPE, mediaType);
    response.send(body);
  }

  @Override
  public Refusal to(ServerRequest request) {
    return of(request).orElse(JSON);
  }

  @Override
  public void send(ServerResponse response, Problem problem) {
    Problems.head(response, problem);
    CrossSite.add(response);
    String detail = problem.detail().isEmpty() ? problem.title() : problem.detail();
    reply(response, status(code(problem.status()), detail));
  }

  private static int code(int status) {
    return switch (status) {
      case 401 -> 16; // UNAUTHENTICATED
      case 403 -> 7; // PERMISSION_DENIED
      case 404 -> 5; // NOT_FOUND
      case 405 -> 12; // UNIMPLEMENTED
      case 413, 429 -> 8; // RESOURCE_EXHAUSTED
      case 503 -> 14; // UNAVAILABLE
      default -> status < 500 ? 3 : 13; // INVALID_ARGUMENT, INTERNAL
    };
  }

  /** A message with a number in its first field and a text in its second. */
  private static byte[] numberAndText(int number, String text) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(1 << 3);
    varint(number, out);
    out.writeBytes(field(2, text.getBytes(StandardCharsets.UTF_8)));
    return out.toByteArray();
  }

  private static byte[] field(int number, byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write((number << 3) | LENGTH);
    varint(bytes.length, out);
    out.writeBytes(bytes);
    return out.toByteArray();
  }

  private static void varint(int value, ByteArrayOutputStream out) {
    int left = value;
    while (left > LAST_OF_BYTE) {
      out.write((left & LAST_OF_BYTE) | 0x80);
      left >>>= 7;
    }
    out.write(left);
  }
}
