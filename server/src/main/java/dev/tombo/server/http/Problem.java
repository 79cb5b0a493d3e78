// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.http;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;

/**
 * An error as RFC 9457 has it.
 *
 * @param type which kind, stable, as a reference relative to the server's address
 * @param title the kind in words
 * @param status the HTTP status
 * @param detail what was wrong this time; empty where there is no more to say
 * @param retryAfter when to try again, in whole seconds; zero where that is not said
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record Problem(
    String type, String title, int status, String detail, @JsonIgnore Duration retryAfter) {
  private static final Duration SOON = Duration.ofSeconds(2);

  /** A problem of no kind of ours. */
  static Problem ofStatus(int status, String title, String detail) {
    return new Problem("about:blank", title, status, detail, Duration.ZERO);
  }

  static Problem badRequest(String detail) {
    return of("bad-request", "The request is not understood", 400, detail);
  }

  static Problem unauthorized(String detail) {
    return of("unauthorized", "A valid credential is needed", 401, detail);
  }

  static Problem forbidden(String detail) {
    return of("forbidden", "The credential does not allow this", 403, detail);
  }

  static Problem notFound() {
    return of("not-found", "There is nothing here", 404, "none that the caller may see");
  }

  static Problem linkNotValid(String detail) {
    return of("link-not-valid", "The link does not work", 404, detail);
  }

  static Problem conflict(String detail) {
    return of("conflict", "What is there already does not go with this", 409, detail);
  }

  static Problem methodNotAllowed(String allowed) {
    return of("method-not-allowed", "The method is not for this path", 405, "allowed: " + allowed);
  }

  static Problem tooLarge(String detail) {
    return of("too-large", "The request is too large", 413, detail);
  }

  static Problem unsupported(String detail) {
    return of("unsupported-media-type", "The form of the body is not known", 415, detail);
  }

  static Problem rateLimited(String detail, Duration wait) {
    return of("rate-limited", "Too much at once: try again later", 429, detail).retryAfter(wait);
  }

  static Problem overQuota(String detail, Duration wait) {
    return of("over-quota", "The quota is used up", 429, detail).retryAfter(wait);
  }

  static Problem tooManyAttempts(Duration wait) {
    return of("too-many-attempts", "Too many attempts failed", 429, "try again later")
        .retryAfter(wait);
  }

  static Problem internal() {
    return of("internal", "The server failed", 500, "the server's log says why");
  }

  static Problem unavailable(String detail) {
    return of("unavailable", "Try again later", 503, detail).retryAfter(SOON);
  }

  private static Problem of(String kind, String title, int status, String detail) {
    return new Problem("/problems/" + kind, title, status, detail, Duration.ZERO);
  }

  /** This problem, which is gone after a while: the next whole second, and one at least. */
  private Problem retryAfter(Duration wait) {
    long seconds = Math.max(1, wait.plusNanos(999_999_999).toSeconds());
    return new Problem(type, title, status, detail, Duration.ofSeconds(seconds));
  }
}
