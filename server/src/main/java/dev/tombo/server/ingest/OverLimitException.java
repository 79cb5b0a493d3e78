// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.ingest;

import java.time.Duration;

/** A project has taken as much as it may for now. */
public final class OverLimitException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Limit limit;
  private final Duration wait;

  OverLimitException(Limit limit, Duration wait) {
    super(limit.words, null, false, false);
    this.limit = limit;
    this.wait = wait;
  }

  /** What it may take. */
  public enum Limit {
    /** Events a second: a short burst, worth trying again. */
    RATE("the project takes fewer events a second"),
    /** Events a day: worth giving up. */
    DAILY_QUOTA("the project takes no more events today (UTC)"),
    /** Events a month: worth giving up. */
    MONTHLY_QUOTA("the project takes no more events this month (UTC)");

    private final String words;

    Limit(String words) {
      this.words = words;
    }
  }

  /** Which limit it is. */
  public Limit limit() {
    return limit;
  }

  /** After how long it may take something again. */
  public Duration retryAfter() {
    return wait;
  }
}
