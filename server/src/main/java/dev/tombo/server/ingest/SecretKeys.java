// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.ingest;

import dev.tombo.server.model.ScrubbingRules;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The keys whose values are secrets, by their names: built-in ones and a project's. Immutable. */
final class SecretKeys {
  /** Without punctuation and in lower case. */
  private static final Set<String> WHOLE = Set.of("token", "pwd", "pin", "cvv", "cvc");

  private static final List<String> PARTS =
      List.of(
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

  /** Longest key that is looked for in a text. */
  static final int MAX = 64;

  private final Set<String> whole;
  private final String[] parts;
  private final String[] own;
  private final Set<String> allowed;

  SecretKeys(ScrubbingRules rules) {
    whole = rules.builtIn() ? WHOLE : Set.of();
    parts = rules.builtIn() ? PARTS.toArray(String[]::new) : new String[0];
    own = plain(rules.keys()).toArray(String[]::new);
    allowed = new HashSet<>(plain(rules.allowed()));
  }

  /** Whether the key names a secret. */
  boolean contain(String key) {
    return contain(key, 0);
  }

  /**
   * Whether it does though it may be a name in code, such as {@code Passwords.check}: then a
   * package or class says nothing of what follows, nor does an exception.
   */
  boolean containName(String name) {
    return !name.endsWith("Exception")
        && !name.endsWith("Error")
        && contain(name, plain(name.substring(0, name.lastIndexOf('.') + 1)).length());
  }

  private boolean contain(String key, int beyond) {
    String plain = plain(key);
    return isPart(own, plain, beyond)
        || ((whole.contains(plain) || isPart(parts, plain, beyond)) && !allowed.contains(plain));
  }

  /** Whether one of the parts ends in the plain key beyond that place. */
  private static boolean isPart(String[] parts, String plain, int beyond) {
    for (String part : parts) {
      int last = plain.lastIndexOf(part);
      if (last >= 0 && last + part.length() > beyond) {
        return true;
      }
    }
    return false;
  }

  private static List<String> plain(Collection<String> keys) {
    List<String> plain = new ArrayList<>();
    for (String key : keys) {
      plain.add(plain(key));
    }
    return plain;
  }

  /** A key as it stands where nothing is to be changed, which is how most are written. */
  static String plain(String key) {
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
