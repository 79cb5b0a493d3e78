// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.ingest.sentry;

import dev.tombo.server.model.EventId;

/** Joins what a person said of an event, which is an event of its own, to that event. */
public final class UserReports {
  private UserReports() {}

  /** The id of the report about an event: there is one, and the first that arrives is it. */
  public static EventId about(EventId event) {
    return StableIds.of("user_report", event.toString());
  }
}
