// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.ingest;

import dev.tombo.server.model.Event;
import dev.tombo.server.model.Json;
import dev.tombo.server.model.Request;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Redacts the values of keys that name a secret, wherever an event has keys. Who the user is stays,
 * and so does whatever else the application chose to send. Thread-safe.
 */
final class Scrubber {
  static final String REDACTED = "[redacted]";
  private static final Json REDACTED_JSON = new Json('"' + REDACTED + '"');

  /** Parts of keys, without punctuation and in lower case, that name a secret. */
  private static final Set<String> SECRETS =
      Set.of(
          "password",
          "passwd",
          "passphrase",
          "senha",
          "secret",
          "authorization",
          "apikey",
          "accesstoken",
          "refreshtoken",
          "authtoken",
          "privatekey",
          "credential",
          "cookie",
          "creditcard",
          "cardnumber");

  private Scrubber() {}

  static Event scrub(Event event) {
    Request request = event.request();
    return event.toBuilder()
        .tags(scrubbed(event.tags(), REDACTED, Function.identity()))
        .context(scrubbed(event.context(), REDACTED_JSON, Scrubber::nested))
        .extra(scrubbed(event.extra(), REDACTED_JSON, Scrubber::nested))
        .request(
            request == null
                ? null
                : new Request(
                    request.method(),
                    request.url(),
                    scrubbed(request.headers(), REDACTED, Function.identity()),
                    scrubbed(request.extra(), REDACTED_JSON, Scrubber::nested)))
        .build();
  }

  /** Whether the key names a secret. */
  static boolean secret(String key) {
    String plain = plain(key);
    if (plain.equals("token") || plain.equals("pwd")) {
      return true;
    }
    for (String part : SECRETS) {
      if (plain.contains(part)) {
        return true;
      }
    }
    return false;
  }

  private static <V> Map<String, V> scrubbed(
      Map<String, V> values, V redacted, Function<V, V> nested) {
    if (values.isEmpty()) {
      return values;
    }
    Map<String, V> scrubbed = new LinkedHashMap<>();
    values.forEach((key, value) -> scrubbed.put(key, secret(key) ? redacted : nested.apply(value)));
    return scrubbed;
  }

  private static Json nested(Json value) {
    return value.text().indexOf('{') < 0 ? value : JsonScrubber.scrub(value);
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
