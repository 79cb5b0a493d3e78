// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.http;

import dev.tombo.server.auth.Sessions;
import dev.tombo.server.model.OpenSession;
import java.time.Instant;

/** {@code /api/v1/me/sessions}: where a person is logged in. */
final class OwnSessionsResource {
  private final Sessions sessions;

  OwnSessionsResource(Sessions sessions) {
    this.sessions = sessions;
  }

  void list(Call call) {
    long asking = call.caller().session().orElseThrow();
    call.reply(
        new Listing<>(
            sessions.ofAccount(call.caller().account().id()).stream()
                .map(one -> SessionView.of(one, asking))
                .toList(),
            null));
  }

  void delete(Call call) {
    if (!sessions.end(call.caller().account().id(), call.number("id"), call.actor())) {
      throw new ProblemException(Problem.notFound());
    }
    call.done();
  }

  /**
   * A session as its owner sees it.
   *
   * @param id its number
   * @param agent what logged in, as it calls itself; may be empty
   * @param createdAt when they logged in
   * @param refreshedAt when it was last refreshed, which is every 15 minutes while it is used
   * @param current whether it is the one that asks
   */
  record SessionView(
      String id, String agent, Instant createdAt, Instant refreshedAt, boolean current) {
    static SessionView of(OpenSession session, long asking) {
      return new SessionView(
          Long.toString(session.id()),
          session.agent(),
          session.createdAt(),
          session.refreshedAt(),
          session.id() == asking);
    }
  }
}
