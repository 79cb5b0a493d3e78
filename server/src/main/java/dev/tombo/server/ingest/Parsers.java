// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.ingest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicReference;

/**
 * How this package reads and writes JSON: whatever clients send, in UTF-8 only, bounded by the
 * body's size.
 */
public final class Parsers {
  private static final int POOLED_BUFFERS = 32;

  /**
   * Texts and numbers may be as long as an event, since nothing converts them. Deeper nesting costs
   * memory for each level; {@link FieldReader} keeps far less of it.
   *
   * <p>Keys are the clients' and never interned, but they are canonicalized, as the positions of
   * values are known in no other way: more than a few hundred keys that collide are an error.
   * Buffers are pooled for all threads, as virtual ones do not live to reuse their own.
   */
  public static final JsonFactory JSON =
      new JsonFactoryBuilder()
          .disable(JsonFactory.Feature.CHARSET_DETECTION)
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .recyclerPool(JsonRecyclerPools.newBoundedPool(POOLED_BUFFERS))
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(10_000)
                  .maxStringLength(Integer.MAX_VALUE)
                  .maxNumberLength(Integer.MAX_VALUE)
                  .maxNameLength(Integer.MAX_VALUE)
                  .build())
          .build();

  private Parsers() {}

  /**
   * A parser of one document. Documents share a table of keys only while that is small: one whose
   * keys collide could have others refused whose keys meet with them in a large one.
   */
  public static JsonParser of(byte[] json, int start, int length) throws IOException {
    return KeyTable.CURRENT.updateAndGet(KeyTable::orNew).createParser(json, start, length);
  }

  /** The same for a document that is a text already. */
  public static JsonParser of(String json) throws IOException {
    return JSON.rebuild().build().createParser(json);
  }

  /** After the byte order mark, which RFC 8259, section 8.1, lets a reader pass over. */
  public static int start(byte[] body) {
    boolean marked =
        body.length >= 3
            && body[0] == (byte) 0xEF
            && body[1] == (byte) 0xBB
            && body[2] == (byte) 0xBF;
    return marked ? 3 : 0;
  }

  /** What of a document is not JSON, and where, for its client's developer. */
  public static String describe(JsonProcessingException e) {
    var at = e.getLocation();
    String where = at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
    return Texts.cut(e.getOriginalMessage(), 200) + where;
  }

  /**
   * A factory with a table of keys, which learns those of each document: to learn the same names
   * anew takes a tenth of reading an event.
   */
  private static final class KeyTable extends JsonFactory {
    static final AtomicReference<KeyTable> CURRENT = new AtomicReference<>(new KeyTable());

    /**
     * As long as no more keys are in it, no others can fill the room for those that collide, whose
     * end is an error only in a table of more than 1,024 places: it has room for 512 of them.
     */
    private static final int MOST = 300;

    private static final long serialVersionUID = 1L;

    KeyTable() {
      super((JsonFactoryBuilder) JSON.rebuild());
    }

    KeyTable orNew() {
      return _byteSymbolCanonicalizer.size() > MOST ? new KeyTable() : this;
    }
  }
}
