// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.auth;

import java.net.URI;
import java.util.Locale;
import java.util.Set;

/**
 * Another provider by which people log in (OpenID Connect).
 *
 * @param issuer its address, as it calls itself
 * @param clientId what it knows this server as
 * @param clientSecret with which this server shows that it is that
 * @param name what people know it as
 * @param domains of whose verified e-mail addresses accounts are made; others need one already
 * @param inside whether it may be asked in the clear, or at an address inside the server's network
 */
public record OidcSettings(
    URI issuer,
    String clientId,
    String clientSecret,
    String name,
    Set<String> domains,
    boolean inside) {
  /**
   * Checks the issuer, and puts domains in lower case.
   *
   * @throws IllegalArgumentException saying what is wrong
   */
  public OidcSettings {
    if (issuer.getHost() == null || issuer.getRawQuery() != null || issuer.getFragment() != null) {
      throw new IllegalArgumentException("not an address such as https://accounts.example.com");
    }
    boolean clear = "http".equalsIgnoreCase(issuer.getScheme());
    if (!"https".equalsIgnoreCase(issuer.getScheme()) && !(clear && inside)) {
      throw new IllegalArgumentException("not https");
    }
    domains = Set.copyOf(domains.stream().map(domain -> domain.toLowerCase(Locale.ROOT)).toList());
  }

  @Override
  public String toString() {
    return "OidcSettings[" + issuer + "]";
  }
}
