// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.http;

import dev.tombo.server.ingest.Batch;
import dev.tombo.server.ingest.BodyReader;
import dev.tombo.server.ingest.ContentCoding;
import dev.tombo.server.ingest.Ingest;
import dev.tombo.server.ingest.IngestResult;
import dev.tombo.server.ingest.Limits;
import dev.tombo.server.ingest.otlp.OtlpDecoder;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.time.Duration;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * {@code POST /v1/logs}: takes OpenTelemetry's logs and keeps the errors. What is no error is
 * accepted and dropped, as the protocol has no other word for it that would not alarm its clients.
 */
final class OtlpResource {
  /** How long a client waits for room or a locked database before it is told to retry. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final Limits limits;
  private final BodyReader bodies;
  private final OtlpDecoder decoder;
  private final Ingest ingest;

  OtlpResource(Limits limits, BodyReader bodies, OtlpDecoder decoder, Ingest ingest) {
    this.limits = limits;
    this.bodies = bodies;
    this.decoder = decoder;
    this.ingest = ingest;
  }

  /** Takes logs into the project that the path names too. */
  void postInto(Call call) {
    if (call.number("project") != call.apiToken().project()) {
      throw new ProblemException(Problem.forbidden("the API token is of another project"));
    }
    post(call);
  }

  /** Takes logs into the project of the token. */
  void post(Call call) {
    ingest.admit(call.apiToken(), () -> take(call));
  }

  private void take(Call call) {
    ServerRequest request = call.request();
    OtlpForm form =
        OtlpForm.of(request)
            .orElseThrow(
                () -> unsupported("Content-Type: application/x-protobuf or application/json"));
    ContentCoding coding =
        ContentCoding.parse(request.headers().value(HeaderNames.CONTENT_ENCODING))
            .orElseThrow(() -> unsupported("Content-Encoding: gzip, zstd, deflate, br or none"));
    try (BodyReader.Body body =
        bodies
            .of(call.network())
            .read(RequestBody.of(request), coding, limits.bodyBytes(), PATIENCE)) {
      byte[] bytes = body.bytes();
      Batch batch =
          ingest.decode(
              bytes.length,
              () -> form == OtlpForm.JSON ? decoder.json(bytes) : decoder.protobuf(bytes));
      IngestResult result = ingest.accept(call.apiToken(), batch, PATIENCE);
      form.reply(call.response(), reply(form, result));
    }
  }

  private static byte[] reply(OtlpForm form, IngestResult result) {
    return result.rejected().isEmpty()
        ? form.success()
        : form.partialSuccess(result.rejected().size(), reasons(result));
  }

  /** Such as {@code not stored: 2 too_old, 1 too_large}. */
  private static String reasons(IngestResult result) {
    return result.rejected().stream()
        .collect(
            Collectors.groupingBy(
                one -> one.reason().wireName(), TreeMap::new, Collectors.counting()))
        .entrySet()
        .stream()
        .map(reason -> reason.getValue() + " " + reason.getKey())
        .collect(Collectors.joining(", ", "not stored: ", ""));
  }

  private static ProblemException unsupported(String known) {
    return new ProblemException(Problem.unsupported(known));
  }
}
