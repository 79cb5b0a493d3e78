// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.ingest;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.tombo.server.model.Json;

/**
 * A value as it stands in a document.
 *
 * @param token its first token
 * @param text a scalar's text, or the JSON of an object or array
 */
public record Raw(JsonToken token, String text) {
  public static final Raw NULL = new Raw(JsonToken.VALUE_NULL, "null");

  /** The value that is this text. */
  public static Raw of(String text) {
    return new Raw(JsonToken.VALUE_STRING, text);
  }

  public boolean isNull() {
    return token == JsonToken.VALUE_NULL;
  }

  /** Its JSON; a number keeps the form in which it was sent. */
  public Json json() {
    if (token != JsonToken.VALUE_STRING) {
      return new Json(Texts.cleanJson(text));
    }
    char[] quoted = JsonStringEncoder.getInstance().quoteAsString(Texts.clean(text));
    return new Json('"' + new String(quoted) + '"');
  }
}
