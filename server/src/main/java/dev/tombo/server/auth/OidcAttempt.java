// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;

/**
 * One log-in by another provider: all that it needs follows from a secret of the browser's and a
 * key of the server's, so that neither keeps the rest. Immutable.
 *
 * @param secret what the browser keeps meanwhile
 */
record OidcAttempt(String secret, HmacKey key) {
  /** What the provider sends back with the browser, and only this browser's attempt has. */
  String state() {
    return derive("state");
  }

  /** What the provider writes into its ID token. */
  String nonce() {
    return derive("nonce");
  }

  /** What shows that whoever redeems the code is who asked for it (PKCE, RFC 7636): 43 letters. */
  String verifier() {
    return derive("verifier");
  }

  /** Whether something is this attempt's state; takes as long whatever it is. */
  boolean isOf(String state) {
    return MessageDigest.isEqual(
        state().getBytes(StandardCharsets.UTF_8), state.getBytes(StandardCharsets.UTF_8));
  }

  private String derive(String purpose) {
    byte[] mac = key.mac((purpose + " " + secret).getBytes(StandardCharsets.UTF_8));
    return Base64.getUrlEncoder().withoutPadding().encodeToString(mac);
  }

  @Override
  public String toString() {
    return "OidcAttempt[...]";
  }
}
