// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.http;

import dev.tombo.server.ingest.Batch;
import dev.tombo.server.ingest.BodyReader;
import dev.tombo.server.ingest.ContentCoding;
import dev.tombo.server.ingest.Ingest;
import dev.tombo.server.ingest.IngestResult;
import dev.tombo.server.ingest.Limits;
import dev.tombo.server.ingest.NativeDecoder;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** {@code POST /api/v1/events}: takes batches in the native form. */
final class IngestResource {
  /** How long a native client waits for room or a locked database before it is told to retry. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private static final Set<ContentCoding> CODINGS =
      EnumSet.of(ContentCoding.IDENTITY, ContentCoding.GZIP, ContentCoding.ZSTD);

  private final Limits limits;
  private final BodyReader bodies;
  private final NativeDecoder decoder;
  private final Ingest ingest;

  IngestResource(Limits limits, BodyReader bodies, NativeDecoder decoder, Ingest ingest) {
    this.limits = limits;
    this.bodies = bodies;
    this.decoder = decoder;
    this.ingest = ingest;
  }

  void post(Call call) {
    ingest.admit(call.apiToken(), () -> take(call));
  }

  private void take(Call call) {
    ServerRequest request = call.request();
    boolean lines = lines(request);
    ContentCoding coding = coding(request);
    try (BodyReader.Body body =
        bodies
            .of(call.network())
            .read(
                RequestBody.of(request),
                coding,
                limits.bodyBytes(),
                request.headers().contentLength().orElse(-1),
                PATIENCE)) {
      byte[] bytes = body.bytes();
      Batch batch =
          ingest.decode(bytes.length, () -> lines ? decoder.ndjson(bytes) : decoder.json(bytes));
      call.reply(reply(ingest.accept(call.apiToken(), batch, PATIENCE)));
    }
  }

  private static boolean lines(ServerRequest request) {
    String type = request.headers().value(HeaderNames.CONTENT_TYPE).orElse("");
    return switch (type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT)) {
      case "application/json" -> false;
      case "application/x-ndjson" -> true;
      default ->
          throw new ProblemException(
              Problem.unsupported("Content-Type: application/json or application/x-ndjson"));
    };
  }

  private static ContentCoding coding(ServerRequest request) {
    return ContentCoding.parse(request.headers().value(HeaderNames.CONTENT_ENCODING))
        .filter(CODINGS::contains)
        .orElseThrow(
            () ->
                new ProblemException(Problem.unsupported("Content-Encoding: gzip, zstd or none")));
  }

  private static Map<String, Object> reply(IngestResult result) {
    List<Map<String, Object>> rejected =
        result.rejected().stream().map(IngestResource::rejection).toList();
    Map<String, Object> reply = new LinkedHashMap<>();
    reply.put("accepted", result.accepted());
    reply.put("duplicates", result.duplicates());
    reply.put("rejected", rejected);
    return reply;
  }

  private static Map<String, Object> rejection(IngestResult.Rejection rejection) {
    Map<String, Object> reply = new LinkedHashMap<>();
    reply.put("index", rejection.index());
    if (rejection.id() != null) {
      reply.put("id", rejection.id().toString());
    }
    reply.put("reason", rejection.reason().wireName());
    return reply;
  }
}
