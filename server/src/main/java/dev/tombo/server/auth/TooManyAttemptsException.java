// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.auth;

import java.time.Duration;

/** Too many attempts failed; another may be made after a while. */
public final class TooManyAttemptsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Duration wait;

  TooManyAttemptsException(Duration wait) {
    super("too many attempts failed", null, false, false);
    this.wait = wait;
  }

  /** After how long. */
  public Duration retryAfter() {
    return wait;
  }
}
