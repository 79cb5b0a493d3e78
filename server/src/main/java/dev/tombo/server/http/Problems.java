// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.http;

import dev.tombo.server.auth.BadFieldException;
import dev.tombo.server.auth.TooManyAttemptsException;
import dev.tombo.server.ingest.BodyTooLargeException;
import dev.tombo.server.ingest.BusyException;
import dev.tombo.server.ingest.MalformedBodyException;
import dev.tombo.server.ingest.OverLimitException;
import dev.tombo.server.store.NoProjectException;
import dev.tombo.server.store.StoreConflictException;
import dev.tombo.server.store.StoreUnavailableException;
import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderNames;
import io.helidon.http.HttpException;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Maps every exception to its problem, and writes it: the one place that does. */
final class Problems {
  private static final Logger LOG = Logger.getLogger(Problems.class.getName());
  private static final String MEDIA_TYPE = "application/problem+json";

  private Problems() {}

  /** What an exception tells the client. */
  static Problem of(Throwable failure) {
    return switch (failure) {
      case ProblemException known -> known.problem();
      case MalformedBodyException e -> Problem.badRequest(message(e));
      case BodyTooLargeException e -> Problem.tooLarge(message(e));
      case BusyException e -> Problem.unavailable(message(e));
      case OverLimitException e ->
          switch (e.limit()) {
            case RATE -> Problem.rateLimited(message(e), e.retryAfter());
            case DAILY_QUOTA, MONTHLY_QUOTA -> Problem.overQuota(message(e), e.retryAfter());
          };
      case BadFieldException e -> Problem.badRequest(message(e));
      case TooManyAttemptsException e -> Problem.tooManyAttempts(e.retryAfter());
      case StoreUnavailableException e -> Problem.unavailable("the database is not available");
      case NoProjectException e -> Problem.notFound();
      case StoreConflictException e -> Problem.unavailable("others were always first");
      case HttpException e -> ofStatus(e.status(), message(e));
      default -> Problem.internal();
    };
  }

  /** Answers a request that failed. */
  static void answer(ServerRequest request, ServerResponse response, Throwable failure) {
    Problem problem = of(failure);
    if (problem.status() == 500) {
      LOG.log(Level.SEVERE, failure, () -> request.prologue().method() + " " + request.path());
    }
    request.context().get(Refusal.class).orElse(Refusal.PROBLEM_JSON).send(response, problem);
  }

  /** Answers with a problem. */
  static void send(ServerResponse response, Problem problem) {
    head(response, problem);
    response.header(HeaderNames.CONTENT_TYPE, MEDIA_TYPE);
    response.send(JsonReplies.bytes(problem));
  }

  /** Sets what an answer with a problem has in any form. */
  static void head(ServerResponse response, Problem problem) {
    SecurityHeaders.add(response);
    response.status(Status.create(problem.status()));
    if (problem.status() == 401) {
      response.header(HeaderNames.WWW_AUTHENTICATE, "Bearer");
    }
    if (!problem.retryAfter().isZero()) {
      response.header(HeaderNames.RETRY_AFTER, Long.toString(problem.retryAfter().toSeconds()));
    }
  }

  /** Answers what the protocol layer refuses before there is a request. */
  static DirectHandler.TransportResponse direct(
      DirectHandler.TransportRequest request,
      DirectHandler.EventType event,
      Status status,
      ServerResponseHeaders headers,
      String message) {
    var response =
        DirectHandler.TransportResponse.builder()
            .status(status)
            .headers(headers)
            .header(HeaderNames.CONTENT_TYPE, MEDIA_TYPE)
            .keepAlive(event.keepAlive())
            .entity(JsonReplies.bytes(ofStatus(status, "")));
    SecurityHeaders.ALL.forEach(response::header);
    return response.build();
  }

  private static Problem ofStatus(Status status, String detail) {
    return switch (status.code()) {
      case 400 -> Problem.badRequest(detail);
      case 404 -> Problem.notFound();
      case 413 -> Problem.tooLarge(detail);
      case 500 -> Problem.internal();
      case 503 -> Problem.unavailable(detail);
      default -> Problem.ofStatus(status.code(), status.reasonPhrase(), detail);
    };
  }

  private static String message(Throwable failure) {
    return failure.getMessage() == null ? "" : failure.getMessage();
  }
}
