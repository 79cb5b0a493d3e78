// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.ingest.sentry;

import com.fasterxml.jackson.core.JsonToken;
import dev.tombo.server.ingest.FieldReader;
import dev.tombo.server.ingest.Fields;
import dev.tombo.server.ingest.Limits;
import dev.tombo.server.ingest.Raw;
import dev.tombo.server.model.Json;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * How an exception was caught, and where it stands in its chain.
 *
 * @param json all of it, as it was sent
 * @param suppressed whether it was suppressed in favour of another
 * @param handled whether the application caught it
 * @param id its number in the chain
 * @param parent the number of the one that it belongs to
 */
record Mechanism(
    @Nullable Json json,
    boolean suppressed,
    @Nullable Boolean handled,
    @Nullable Integer id,
    @Nullable Integer parent) {
  /** Of an exception that says nothing of it. */
  static final Mechanism NONE = new Mechanism(null, false, null, null, null);

  static Mechanism of(Raw raw, Limits limits) throws IOException {
    if (raw.token() != JsonToken.START_OBJECT) {
      return NONE;
    }
    Fields fields = FieldReader.of(raw, limits).fields("mechanism");
    return fields == null
        ? NONE
        : new Mechanism(
            raw.json(),
            "suppressed".equals(Loose.text(fields.take("type"))),
            Loose.bool(fields.take("handled")),
            Loose.integer(fields.take("exception_id")),
            Loose.integer(fields.take("parent_id")));
  }
}
