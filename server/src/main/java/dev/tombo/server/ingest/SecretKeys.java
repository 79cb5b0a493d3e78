// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.ingest;

import java.util.Set;

/** The keys whose values are secrets, by their names. */
final class SecretKeys {
  /** Without punctuation and in lower case. */
  private static final Set<String> WHOLE = Set.of("token", "pwd", "pin", "cvv", "cvc");

  private static final String[] PARTS = {
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
    "cardnumber"
  };

  private SecretKeys() {}

  /** Whether the key names a secret. */
  static boolean contain(String key) {
    String plain = plain(key);
    if (WHOLE.contains(plain)) {
      return true;
    }
    for (String part : PARTS) {
      if (plain.contains(part)) {
        return true;
      }
    }
    return false;
  }

  /** A key as it stands where nothing is to be changed, which is how most are written. */
  private static String plain(String key) {
    for (int i = 0; i < key.length(); i++) {
      char c = key.charAt(i);
      if (c < 'a' || c > 'z') {
        return plain(key, i);
      }
    }
    return key;
  }

  private static String plain(String key, int from) {
    StringBuilder plain = new StringBuilder(key.length()).append(key, 0, from);
    for (int i = from; i < key.length(); i++) {
      char c = key.charAt(i);
      if (Character.isLetterOrDigit(c)) {
        plain.append(Character.toLowerCase(c));
      }
    }
    return plain.toString();
  }
}
