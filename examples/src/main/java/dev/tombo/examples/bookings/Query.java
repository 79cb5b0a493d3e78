// SPDX-License-Identifier: Apache-2.0
package dev.tombo.examples.bookings;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A request's parameters.
 *
 * @param values by name
 */
record Query(Map<String, String> values) {
  /** Reads the part of an address that follows the question mark. */
  static Query of(URI address) {
    Map<String, String> values = new LinkedHashMap<>();
    String raw = address.getRawQuery();
    for (String pair : raw == null ? new String[0] : raw.split("&", -1)) {
      String[] parts = pair.split("=", 2);
      values.put(decode(parts[0]), parts.length == 2 ? decode(parts[1]) : "");
    }
    return new Query(Map.copyOf(values));
  }

  String text(String name) {
    String value = values.get(name);
    if (value == null) {
      throw new BadRequestException(name + ": missing");
    }
    return value;
  }

  int number(String name) {
    String value = text(name);
    if (!value.matches("\\d{1,4}")) {
      throw new BadRequestException(name + ": not a number");
    }
    return Integer.parseInt(value);
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
