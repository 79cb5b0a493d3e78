// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.auth;

import java.time.Duration;
import java.util.Optional;

/** Signs and verifies people's access tokens. Thread-safe. */
public interface AccessTokens {
  /** How long an access token works. */
  Duration LIFETIME = Duration.ofMinutes(15);

  /** A new token of a session. */
  String issue(Claims claims);

  /** What a token says; empty if it was tampered with, has expired or is not ours. */
  Optional<Claims> verify(String token);

  /**
   * All that an access token says: what its account may do is looked up when it is used.
   *
   * @param account who
   * @param session the log-in
   */
  record Claims(long account, long session) {}
}
