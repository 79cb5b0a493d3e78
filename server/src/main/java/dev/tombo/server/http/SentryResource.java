// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.http;

import dev.tombo.server.ingest.Batch;
import dev.tombo.server.ingest.BodyReader;
import dev.tombo.server.ingest.BodyRoom;
import dev.tombo.server.ingest.ContentCoding;
import dev.tombo.server.ingest.Ingest;
import dev.tombo.server.ingest.IngestResult;
import dev.tombo.server.ingest.IngestResult.Rejection;
import dev.tombo.server.ingest.Limits;
import dev.tombo.server.ingest.sentry.Echoes;
import dev.tombo.server.ingest.sentry.Envelope;
import dev.tombo.server.ingest.sentry.EnvelopeReader;
import dev.tombo.server.ingest.sentry.SentryDecoder;
import dev.tombo.server.ingest.sentry.SentryDecoder.Decoded;
import dev.tombo.server.ingest.sentry.StoreBody;
import dev.tombo.server.model.ApiToken;
import dev.tombo.server.model.EventId;
import dev.tombo.server.model.RejectReason;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * {@code /api/{project}/envelope/} and {@code /store/}: takes what Sentry's clients send. They try
 * nothing again, so that what is answered with an error is lost: they are let wait longer.
 */
final class SentryResource {
  private static final Duration PATIENCE = Duration.ofSeconds(4);
  private static final String ENVELOPE = "application/x-sentry-envelope";

  private final Limits limits;
  private final BodyReader bodies;
  private final SentryCredentials credentials;
  private final SentryDecoder decoder;
  private final Echoes echoes;
  private final Ingest ingest;

  SentryResource(
      Limits limits,
      BodyReader bodies,
      SentryCredentials credentials,
      SentryDecoder decoder,
      Echoes echoes,
      Ingest ingest) {
    this.limits = limits;
    this.bodies = bodies;
    this.credentials = credentials;
    this.decoder = decoder;
    this.echoes = echoes;
    this.ingest = ingest;
  }

  void envelope(Call call) {
    long project = project(call);
    Optional<ApiToken> shown = credentials.shown(call.request(), project);
    try (BodyRoom room = bodies.of(call.network()).room(PATIENCE)) {
      bodies.open(
          RequestBody.of(call.request()),
          coding(call.request()),
          limits.bodyBytes(),
          EnvelopeReader.MAX_BYTES,
          room,
          body -> {
            EnvelopeReader reader = new EnvelopeReader(body, limits, room);
            Envelope.Head head = reader.head();
            ApiToken token = credentials.token(shown, head.dsn(), project);
            Envelope envelope = new Envelope(head, reader.items());
            Runnable taking = () -> accept(call, token, envelope);
            if (envelope.bringsEvents()) {
              ingest.admit(token, taking);
            } else {
              ingest.take(token, taking);
            }
            return true;
          });
    }
  }

  void store(Call call) {
    ServerRequest request = call.request();
    if (request.headers().value(HeaderNames.CONTENT_TYPE).orElse("").startsWith(ENVELOPE)) {
      envelope(call);
      return;
    }
    long project = project(call);
    Optional<ApiToken> shown = credentials.shown(request, project);
    ApiToken token = credentials.token(shown, Optional.empty(), project);
    ingest.admit(token, () -> take(call, token));
  }

  private void take(Call call, ApiToken token) {
    ServerRequest request = call.request();
    try (BodyReader.Body body =
        bodies
            .of(call.network())
            .read(RequestBody.of(request), coding(request), limits.bodyBytes(), PATIENCE)) {
      Decoded decoded =
          ingest.decode(
              body.bytes().length,
              () ->
                  decoder.store(
                      StoreBody.unwrap(body.bytes(), limits.eventBytes()),
                      call.remote().getHostAddress()));
      accept(call, token, decoded, Optional.empty());
    }
  }

  private void accept(Call call, ApiToken token, Envelope envelope) {
    Decoded decoded =
        ingest.decode(
            envelope.size(), () -> decoder.envelope(envelope, call.remote().getHostAddress()));
    accept(call, token, decoded, Optional.ofNullable(envelope.head().eventId()));
  }

  private void accept(Call call, ApiToken token, Decoded decoded, Optional<EventId> about) {
    Batch batch = echoes.batch(token.project(), decoded);
    IngestResult result = ingest.accept(token, batch, PATIENCE);
    if (result.accepted() + result.duplicates() == 0 && !result.rejected().isEmpty()) {
      throw new ProblemException(refused(result.rejected().getFirst()));
    }
    echoes.remember(token.project(), decoded.batch().parts());
    Optional<EventId> first =
        batch.parts().stream().map(Batch.Part::id).filter(Objects::nonNull).findFirst();
    SentryForm.accepted(call.response(), about.or(() -> first));
  }

  private static Problem refused(Rejection rejection) {
    return switch (rejection.reason()) {
      case TOO_LARGE -> Problem.tooLarge("the event is over 1 MiB decoded");
      case INVALID_ID -> Problem.badRequest("event_id: not 32 hex digits");
      case MALFORMED -> Problem.badRequest("the event is not a JSON object");
      case EMPTY, TOO_OLD, UNKNOWN_EVENT, NOT_STORABLE ->
          Problem.badRequest("the event is rejected: " + name(rejection.reason()));
    };
  }

  private static String name(RejectReason reason) {
    return reason.wireName();
  }

  private static long project(Call call) {
    return Parameters.number(call.path("project"))
        .orElseThrow(
            () -> new ProblemException(Problem.badRequest("the path names no project's number")));
  }

  /** Some clients name a coding that is none. */
  private static ContentCoding coding(ServerRequest request) {
    Optional<String> named =
        request
            .headers()
            .value(HeaderNames.CONTENT_ENCODING)
            .filter(name -> !name.strip().toLowerCase(Locale.ROOT).equals("utf-8"));
    return ContentCoding.parse(named)
        .orElseThrow(
            () ->
                new ProblemException(
                    Problem.unsupported("Content-Encoding: gzip, deflate, br, zstd or none")));
  }
}
