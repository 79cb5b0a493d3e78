// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.http;

import dev.tombo.server.model.EventId;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What Sentry's clients understand: ids, details, and how long to send nothing of a kind. */
final class SentryForm {
  private static final HeaderName RATE_LIMITS = HeaderNames.create("X-Sentry-Rate-Limits");
  private static final HeaderName ERROR = HeaderNames.create("X-Sentry-Error");

  /** Tombo keeps none of these: a client that is told so sends none for an hour. */
  private static final String DECLINED =
      "3600:transaction;span;session;attachment;profile;profile_chunk;profile_chunk_ui;replay;"
          + "monitor;metric_bucket;trace_metric:organization";

  /** What a project's limits are of. */
  private static final String KEPT = ":error;default;feedback;user_report;log_item:project:";

  private SentryForm() {}

  /** Answers that all is well with an event, or with what has none. */
  static void accepted(ServerResponse response, Optional<EventId> event) {
    response.header(RATE_LIMITS, DECLINED);
    Map<String, String> body = event.map(id -> Map.of("id", id.toString())).orElse(Map.of());
    JsonReplies.send(response, Status.OK_200, JsonReplies.bytes(body));
  }

  /** Answers with what is wrong. */
  static void refuse(ServerResponse response, Problem problem) {
    Duration wait = problem.retryAfter();
    boolean limited = problem.status() == Status.TOO_MANY_REQUESTS_429.code();
    String kind = problem.type().substring(problem.type().lastIndexOf('/') + 1);
    Problems.head(response, problem);
    CrossSite.add(response);
    response.header(
        RATE_LIMITS, limited ? wait.toSeconds() + KEPT + kind + "," + DECLINED : DECLINED);
    String detail = problem.detail().isEmpty() ? problem.title() : problem.detail();
    response.header(ERROR, detail.replaceAll("[^ -~]", "?"));
    Map<String, Object> body = Map.of("detail", detail, "causes", List.of());
    JsonReplies.send(response, Status.create(problem.status()), JsonReplies.bytes(body));
  }
}
