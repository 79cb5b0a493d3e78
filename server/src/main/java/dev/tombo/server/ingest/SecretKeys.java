// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.ingest;

import java.util.Locale;
import java.util.Set;

/** The keys whose values are secrets, by their names. */
final class SecretKeys {
  /** Without punctuation and in lower case. */
  private static final Set<String> WHOLE = Set.of("token", "pwd");

  private static final Set<String> PARTS =
      Set.of(
          "password",
          "passwd",
          "passphrase",
          "senha",
          "secret",
          "authorization",
          "apikey",
          "apitoken",
          "accesstoken",
          "refreshtoken",
          "authtoken",
          "sessiontoken",
          "idtoken",
          "sessionid",
          "csrf",
          "xsrf",
          "privatekey",
          "credential",
          "cookie",
          "creditcard",
          "cardnumber");

  private SecretKeys() {}

  /** Whether the key names a secret. */
  static boolean contain(String key) {
    String plain = plain(key);
    return WHOLE.contains(plain) || PARTS.stream().anyMatch(plain::contains);
  }

  private static String plain(String key) {
    StringBuilder plain = new StringBuilder(key.length());
    for (int i = 0; i < key.length(); i++) {
      char c = key.charAt(i);
      if (Character.isLetterOrDigit(c)) {
        plain.append(c);
      }
    }
    return plain.toString().toLowerCase(Locale.ROOT);
  }
}
