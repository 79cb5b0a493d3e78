// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.auth;

import java.time.Duration;

/**
 * The way to a session of whoever has shown a password, and has a second factor to show.
 *
 * @param token what says so
 * @param lifetime how long it does
 */
public record SecondStep(String token, Duration lifetime) implements FirstStep {
  @Override
  public String toString() {
    return "SecondStep[...]";
  }
}
