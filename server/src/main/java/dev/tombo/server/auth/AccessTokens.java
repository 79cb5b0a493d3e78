// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.auth;

import java.time.Duration;
import java.util.OptionalLong;

/** Signs and verifies people's access tokens. Thread-safe. */
public interface AccessTokens {
  /** How long an access token works. */
  Duration LIFETIME = Duration.ofMinutes(15);

  /** A new token of an account. */
  String issue(long account);

  /** The account of a token; empty if it was tampered with, has expired or is not ours. */
  OptionalLong verify(String token);
}
