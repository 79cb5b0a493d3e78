// SPDX-License-Identifier: Apache-2.0
package dev.tombo;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/** The keys whose values are secrets, by their names: those that everybody uses, and own ones. */
final class SecretKeys {
  /** Longest key that is looked at. */
  static final int MAX = 64;

  private static final List<String> WHOLE = Arrays.asList("token", "pwd", "pin", "cvv", "cvc");

  /** Without punctuation and in lower case, as {@link #plain} has it. */
  private static final List<String> PARTS =
      Arrays.asList(
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

  private final List<String> parts = new ArrayList<>(PARTS);

  SecretKeys(Collection<String> own) {
    for (String key : own) {
      String plain = plain(key);
      if (!plain.isEmpty()) {
        parts.add(plain);
      }
    }
  }

  boolean contain(String key) {
    return contain(key, 0);
  }

  /**
   * Returns whether it is one though it may be a name in code, such as {@code Passwords.check}:
   * then a package or class says nothing of what follows, nor does an exception.
   */
  boolean containName(String name) {
    return !name.endsWith("Exception")
        && !name.endsWith("Error")
        && contain(name, plain(name.substring(0, name.lastIndexOf('.') + 1)).length());
  }

  /** Returns whether a secret's word ends in the plain key beyond that place. */
  private boolean contain(String key, int beyond) {
    String plain = plain(key);
    if (plain.isEmpty() || WHOLE.contains(plain)) {
      return !plain.isEmpty();
    }
    for (String part : parts) {
      int last = plain.lastIndexOf(part);
      if (last >= 0 && last + part.length() > beyond) {
        return true;
      }
    }
    return false;
  }

  private static String plain(String key) {
    StringBuilder plain = new StringBuilder();
    for (int i = 0; i < key.length() && plain.length() < MAX; i++) {
      if (Character.isLetterOrDigit(key.charAt(i))) {
        plain.append(Character.toLowerCase(key.charAt(i)));
      }
    }
    return plain.toString();
  }
}
