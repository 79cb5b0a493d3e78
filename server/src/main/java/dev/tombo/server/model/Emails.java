// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.model;

import java.util.Locale;
import java.util.Optional;

/** The e-mail addresses by which accounts are known. */
public final class Emails {
  /** What an address is, in words. */
  public static final String FORM = "an e-mail address";

  /** The longest that mail can be sent to (RFC 5321). */
  private static final int MAX_LENGTH = 254;

  private Emails() {}

  /** The address in lower case, without spaces around it; empty if it is none. */
  public static Optional<String> parse(String text) {
    String email = text.strip().toLowerCase(Locale.ROOT);
    int at = email.indexOf('@');
    boolean form = at > 0 && at == email.lastIndexOf('@') && at < email.length() - 1;
    return form && email.length() <= MAX_LENGTH && email.codePoints().allMatch(Emails::allowed)
        ? Optional.of(email)
        : Optional.empty();
  }

  /** What stands before the {@code @}. */
  public static String local(String email) {
    return email.substring(0, Math.max(0, email.indexOf('@')));
  }

  private static boolean allowed(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.SURROGATE,
          Character.SPACE_SEPARATOR,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
