// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.auth;

/**
 * What a person goes on with who has logged in.
 *
 * @param access the access token
 * @param refresh what it is refreshed with, once
 */
public record SessionTokens(String access, String refresh) implements FirstStep {
  @Override
  public String toString() {
    return "SessionTokens[...]";
  }
}
