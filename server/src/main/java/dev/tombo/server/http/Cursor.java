// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.http;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** A place in a list as an opaque text: parts joined by a bar, in base64url. */
final class Cursor {
  private static final int MAX_LENGTH = 2_000;

  private Cursor() {}

  static String of(Object... parts) {
    String joined = String.join("|", List.of(parts).stream().map(Object::toString).toList());
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(joined.getBytes(StandardCharsets.UTF_8));
  }

  /** The parts, if there are so many. */
  static Optional<List<String>> parts(String cursor, int count) {
    if (cursor.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    try {
      String joined = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
      List<String> parts = List.of(joined.split("\\|", -1));
      return parts.size() == count ? Optional.of(parts) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** The number that a cursor holds, where that is all. */
  static Optional<Long> one(String cursor) {
    return parts(cursor, 1).flatMap(parts -> number(parts.getFirst()));
  }

  /** A whole number of a part. */
  static Optional<Long> number(String part) {
    try {
      return Optional.of(Long.parseLong(part));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
