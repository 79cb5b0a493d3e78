// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.ingest;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.tombo.server.model.Json;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/**
 * Redacts the values of secret keys inside a JSON value. All else is left as it was written, but
 * for escapes: a character that was escaped without need is written itself.
 */
final class JsonScrubber {
  private JsonScrubber() {}

  static Json scrub(Json value) {
    StringWriter out = new StringWriter(value.text().length());
    boolean redacted;
    try (JsonParser parser = Parsers.JSON.createParser(value.text());
        JsonGenerator json = Parsers.JSON.createGenerator(out)) {
      redacted = copy(parser, json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return redacted ? new Json(Texts.clean(out.toString())) : value;
  }

  private static boolean copy(JsonParser parser, JsonGenerator json) throws IOException {
    boolean redacted = false;
    for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
      if (token == JsonToken.VALUE_NUMBER_INT || token == JsonToken.VALUE_NUMBER_FLOAT) {
        json.writeNumber(parser.getText());
      } else {
        json.copyCurrentEvent(parser);
      }
      if (token == JsonToken.FIELD_NAME && SecretKeys.contain(parser.currentName())) {
        parser.nextToken();
        parser.skipChildren();
        json.writeString(Scrubber.REDACTED);
        redacted = true;
      }
    }
    return redacted;
  }
}
