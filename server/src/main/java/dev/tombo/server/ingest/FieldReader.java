// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.ingest;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.tombo.server.model.Json;
import dev.tombo.server.model.Level;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads values leniently from a stream of tokens. Each method starts at the value's first token and
 * ends at its last. Once an item is larger than it may be, all that is open in it seems to end:
 * what is left is passed over, not kept. Not thread-safe.
 */
public final class FieldReader {
  /** What any client reads back without trouble. */
  private static final int MAX_DEPTH = 200;

  private final JsonParser parser;
  private final byte[] source;
  private final int offset;
  private final Limits limits;
  private final int start;
  private final long bound;
  private final boolean boundless;
  private final Coercion coercion = new Coercion();
  private final KeysSeen keys = new KeysSeen();
  private int extraBytes;

  /**
   * A reader of the item at which a parser stands.
   *
   * @param source the bytes that the parser reads, so that values can be kept as they are
   * @param offset where in them the parser started
   * @param limits how large the item may be
   */
  public FieldReader(JsonParser parser, byte[] source, int offset, Limits limits) {
    this(
        parser,
        source,
        offset,
        limits,
        parser.currentTokenLocation().getByteOffset() + limits.eventBytes());
  }

  private FieldReader(JsonParser parser, byte[] source, int offset, Limits limits, long bound) {
    this.parser = parser;
    this.source = source;
    this.offset = offset;
    this.limits = limits;
    this.start = offset + (int) parser.currentTokenLocation().getByteOffset();
    this.bound = bound;
    this.boundless = source.length - offset <= bound;
    this.extraBytes = limits.extraBytes();
  }

  /**
   * A reader of a value that was kept as text.
   *
   * @throws IOException if that is no JSON
   */
  public static FieldReader of(Raw raw, Limits limits) throws IOException {
    return of(raw.text().getBytes(StandardCharsets.UTF_8), limits);
  }

  /**
   * A reader of the first value of a document.
   *
   * @throws IOException if that is no JSON
   */
  public static FieldReader of(byte[] json, Limits limits) throws IOException {
    JsonParser parser = Parsers.of(json, 0, json.length);
    if (parser.nextToken() == null) {
      throw new JsonParseException(parser, "there is no value");
    }
    return new FieldReader(parser, json, 0, limits);
  }

  /** Makes sure that nothing follows the value that was read. */
  public void requireEnd() throws IOException {
    if (parser.nextToken() != null) {
      throw new JsonParseException(parser, "it goes on after its value");
    }
  }

  /** A reader of an event within this item: with notes and room of its own, within this bound. */
  FieldReader within() {
    return new FieldReader(parser, source, offset, limits, bound);
  }

  /** The item that was read, to the last token of it. */
  EventText item() {
    int end = offset + (int) parser.currentLocation().getByteOffset();
    return new EventText(source, start, end, true);
  }

  /** Whether what was read so far is more than an item may be. */
  public boolean tooLarge() {
    return !boundless && parser.currentLocation().getByteOffset() > bound;
  }

  /** Whether an object may have had a key twice, of which only the last value was read. */
  boolean doubled() {
    return keys.doubled();
  }

  /** Goes to the next field of an object and its value; null at the end. */
  public @Nullable String nextField() throws IOException {
    if (parser.currentToken() == JsonToken.START_OBJECT) {
      keys.open();
    }
    String name = nextKey();
    if (name == null) {
      keys.close();
    } else {
      keys.add(name);
    }
    return name;
  }

  /** The same where the values go into a map, which tells by itself what is doubled. */
  private @Nullable String nextKey() throws IOException {
    String name = passedOver() ? null : parser.nextFieldName();
    if (name != null) {
      parser.nextToken();
    }
    return name;
  }

  private <T> void put(Map<String, T> values, String key, T value) {
    keys.put(values.put(Texts.clean(key), value) != null);
  }

  /** Goes to the next element of an array; false at the end. */
  public boolean nextElement() throws IOException {
    return !passedOver() && parser.nextToken() != JsonToken.END_ARRAY;
  }

  public JsonToken token() {
    return parser.currentToken();
  }

  public List<String> notes() {
    return coercion.notes();
  }

  public @Nullable String text(String field) throws IOException {
    if (parser.currentToken() == JsonToken.VALUE_STRING) {
      return Texts.clean(parser.getText());
    }
    return coercion.text(field, raw(field));
  }

  public @Nullable Integer integer(String field) throws IOException {
    boolean number = parser.currentToken() == JsonToken.VALUE_NUMBER_INT;
    return number && parser.getNumberType() == JsonParser.NumberType.INT
        ? Integer.valueOf(parser.getIntValue())
        : coercion.integer(field, raw(field));
  }

  public @Nullable Boolean bool(String field) throws IOException {
    return coercion.bool(field, raw(field));
  }

  @Nullable Instant instant(String field) throws IOException {
    return coercion.instant(field, raw(field));
  }

  @Nullable Level level(String field) throws IOException {
    return coercion.level(field, raw(field));
  }

  public List<String> texts(String field) throws IOException {
    if (!enter(field, JsonToken.START_ARRAY, "a list")) {
      return List.of();
    }
    List<String> values = new ArrayList<>();
    while (nextElement()) {
      String value = text(field + "[]");
      values.add(value == null ? "null" : value);
    }
    return List.copyOf(values);
  }

  public Map<String, String> textMap(String field) throws IOException {
    if (!enter(field, JsonToken.START_OBJECT, "an object")) {
      return Map.of();
    }
    Map<String, String> values = new LinkedHashMap<>();
    for (String key = nextKey(); key != null; key = nextKey()) {
      boolean text = parser.currentToken() == JsonToken.VALUE_STRING;
      String value = text(text ? field : field + "." + key);
      if (value != null) {
        put(values, key, value);
      }
    }
    return values;
  }

  public Map<String, Json> sections(String field) throws IOException {
    if (!enter(field, JsonToken.START_OBJECT, "an object")) {
      return Map.of();
    }
    Map<String, Json> values = new LinkedHashMap<>();
    for (String key = nextKey(); key != null; key = nextKey()) {
      put(values, key, raw(field + "." + key).json());
    }
    return values;
  }

  public @Nullable Json object(String field) throws IOException {
    Raw raw = raw(field);
    return switch (raw.token()) {
      case VALUE_NULL -> null;
      case START_OBJECT -> raw.json();
      default -> {
        coercion.leftOut(field, "an object");
        yield null;
      }
    };
  }

  /** The fields of a small object, or null if it is none. */
  public @Nullable Fields fields(String field) throws IOException {
    if (!enter(field, JsonToken.START_OBJECT, "an object")) {
      return null;
    }
    Map<String, Raw> values = new LinkedHashMap<>();
    for (String key = nextKey(); key != null; key = nextKey()) {
      boolean scalar = parser.currentToken().isScalarValue();
      put(values, key, raw(scalar ? field : field + "." + key));
    }
    return new Fields(field, coercion, values);
  }

  /** Keeps the value of a key that Tombo does not know, as long as there is room. */
  public Map<String, Json> extra(String field, Map<String, Json> extra) throws IOException {
    return extra(field, field, raw(field), extra);
  }

  public Map<String, Json> extra(String path, String key, Raw raw, Map<String, Json> extra) {
    Json value = raw.json();
    int size = key.length() + value.text().length();
    if (size > extraBytes) {
      coercion.note(path, "unknown key, left out for lack of room");
      return extra;
    }
    extraBytes -= size;
    Map<String, Json> kept = extra.isEmpty() ? new LinkedHashMap<>() : extra;
    put(kept, key, value);
    return kept;
  }

  /** Whether the value is of this kind; if not, it is passed over and, unless null, noted. */
  public boolean enter(String field, JsonToken start, String kind) throws IOException {
    if (parser.currentToken() == start) {
      return true;
    }
    if (parser.currentToken() != JsonToken.VALUE_NULL) {
      parser.skipChildren();
      coercion.leftOut(field, kind);
    }
    return false;
  }

  /** Notes what was done to a value. */
  public void note(String field, String what) {
    coercion.note(field, what);
  }

  /** Notes that a value is left out. */
  public void leftOut(String field, String kind) {
    coercion.leftOut(field, kind);
  }

  /** Passes over a value and notes why. */
  public void leaveOut(String field, String why) throws IOException {
    parser.skipChildren();
    coercion.note(field, why + ", left out");
  }

  /** The value as it stands; null, and noted, if it is nested deeper than is kept. */
  public Raw raw(String field) throws IOException {
    JsonToken token = parser.currentToken();
    if (!token.isStructStart()) {
      return new Raw(token, parser.getText());
    }
    int start = offset + (int) parser.currentTokenLocation().getByteOffset();
    int depth = skip();
    int end = offset + (int) parser.currentLocation().getByteOffset();
    if (depth > MAX_DEPTH) {
      coercion.note(field, "nested deeper than " + MAX_DEPTH + " levels, left out");
      return Raw.NULL;
    }
    return new Raw(token, new String(source, start, end - start, StandardCharsets.UTF_8));
  }

  /** Goes to the end of the object or array that is open if the item is too large by now. */
  private boolean passedOver() throws IOException {
    if (!tooLarge()) {
      return false;
    }
    var unused = skip();
    return true;
  }

  /** Passes over what is left of an object or array and says how deep it is nested. */
  private int skip() throws IOException {
    int depth = 1;
    int deepest = 1;
    while (depth > 0) {
      JsonToken token = parser.nextToken();
      if (token.isStructStart()) {
        deepest = Math.max(deepest, ++depth);
      } else if (token.isStructEnd()) {
        depth--;
      }
    }
    return deepest;
  }
}
