// SPDX-License-Identifier: Apache-2.0
package dev.tombo;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Says of a setting whether it makes sense, in an exception that begins with its name. */
final class Check {
  private static final Duration LONGEST = Duration.ofDays(1);

  private Check() {}

  /** Returns the address without a slash at its end. */
  static @Nullable String endpoint(@Nullable String endpoint) {
    if (endpoint == null) {
      return null;
    }
    URI uri = parse(endpoint);
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    if (!scheme.equals("http") && !scheme.equals("https")) {
      throw bad("endpoint", "must begin with http:// or https://", masked(endpoint));
    }
    if (uri.getRawAuthority() == null
        || uri.getRawAuthority().contains("@")
        || uri.getRawQuery() != null
        || uri.getRawFragment() != null) {
      throw bad("endpoint", "must be scheme, host, port and path only", masked(endpoint));
    }
    return endpoint.replaceAll("/+$", "");
  }

  /** Returns the token if it can stand in a header; OkHttp would throw for others much later. */
  static @Nullable String token(@Nullable String token) {
    if (token != null && !token.matches("[\\x21-\\x7e]{1,1024}")) {
      throw new IllegalArgumentException("token: must be visible ASCII characters only");
    }
    return token;
  }

  /** Returns the items of a list that commas separate. */
  static List<String> names(@Nullable String text) {
    List<String> names = new ArrayList<>();
    if (text != null) {
      for (String name : text.split(",", -1)) {
        if (!name.trim().isEmpty()) {
          names.add(name.trim());
        }
      }
    }
    return Collections.unmodifiableList(names);
  }

  static int positive(String name, int value) {
    if (value <= 0) {
      throw bad(name, "must be positive", value);
    }
    return value;
  }

  static long positive(String name, long value) {
    if (value <= 0) {
      throw bad(name, "must be positive", value);
    }
    return value;
  }

  static Duration positive(String name, Duration value) {
    return positive(name, value, LONGEST);
  }

  static Duration positive(String name, Duration value, Duration longest) {
    if (value.compareTo(Duration.ofMillis(1)) < 0 || value.compareTo(longest) > 0) {
      String days = longest.toDays() == 1 ? "a day" : longest.toDays() + " days";
      throw bad(name, "must be from a millisecond to " + days, value);
    }
    return value;
  }

  static Duration notNegative(String name, Duration value) {
    if (value.isNegative() || value.compareTo(LONGEST) > 0) {
      throw bad(name, "must be from nothing to a day", value);
    }
    return value;
  }

  /** Returns true if what is sent to this address leaves this machine unencrypted. */
  static boolean isPlain(String endpoint) {
    return endpoint.regionMatches(true, 0, "http:", 0, 5) && !isLoopback(endpoint);
  }

  private static boolean isLoopback(String endpoint) {
    String authority = parse(endpoint).getRawAuthority();
    String host = authority == null ? "" : authority.toLowerCase(Locale.ROOT);
    host = host.replaceAll(":\\d+$", "");
    return host.equals("localhost")
        || host.endsWith(".localhost")
        || host.matches("127(\\.\\d{1,3}){3}")
        || host.equals("[::1]");
  }

  private static URI parse(String endpoint) {
    try {
      return new URI(endpoint);
    } catch (URISyntaxException malformed) {
      // Not as the cause, which would print the address with its password.
      throw bad("endpoint", "must be an address (" + malformed.getReason() + ")", masked(endpoint));
    }
  }

  /** Returns the address without a user and password; this goes to logs. */
  private static String masked(String endpoint) {
    return endpoint.replaceFirst("(?s)^([^/@]*://)?.*@", "$1***@");
  }

  private static IllegalArgumentException bad(String name, String rule, Object value) {
    return new IllegalArgumentException(name + ": " + rule + ", but is " + value);
  }
}
