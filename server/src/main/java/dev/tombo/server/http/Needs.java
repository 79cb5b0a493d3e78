// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.http;

import dev.tombo.server.model.Scope;
import java.util.Optional;

/** The credential that a route takes. */
enum Needs {
  /** None. */
  NOTHING(Optional.empty()),
  /** An application's API token. */
  API_TOKEN(Optional.empty()),
  /** The same of a client that is not ours, which may be a page of any site: {@link SenderKeys}. */
  SENDER(Optional.empty()),
  /** The same, which the body of an envelope may name: the route asks for it itself. */
  DSN(Optional.empty()),
  /** A person's access token, or a personal token that may look. */
  READ(Optional.of(Scope.READ)),
  /** A person's access token, or a personal token that may decide about issues. */
  TRIAGE(Optional.of(Scope.TRIAGE)),
  /** A person's access token, or a personal token that may change projects and tokens. */
  ADMIN(Optional.of(Scope.ADMIN)),
  /** A person's access token: somebody who has logged in. */
  ACCESS_TOKEN(Optional.of(Scope.ADMIN));

  private final Optional<Scope> scope;

  Needs(Optional<Scope> scope) {
    this.scope = scope;
  }

  /** Whether pages of any site may send. */
  boolean crossSite() {
    return this == SENDER || this == DSN;
  }

  /** The scope of a person's credential; empty where no person is asked for. */
  Optional<Scope> scope() {
    return scope;
  }
}
