// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.ingest.sentry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.tombo.server.ingest.BodyRoom;
import dev.tombo.server.ingest.BodyTooLargeException;
import dev.tombo.server.ingest.FieldReader;
import dev.tombo.server.ingest.Fields;
import dev.tombo.server.ingest.Limits;
import dev.tombo.server.ingest.MalformedBodyException;
import dev.tombo.server.ingest.Raw;
import dev.tombo.server.model.EventId;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Takes an envelope apart as it arrives: lines of JSON, each followed by the bytes it speaks of.
 * What Tombo does not keep is passed over, however large. Not thread-safe.
 */
public final class EnvelopeReader {
  /** What an envelope may have decoded: of it only events and reports are held in memory. */
  public static final int MAX_BYTES = 100 << 20;

  private static final int MAX_LINE = 8 << 10;

  private final ByteSource source;
  private final Limits limits;
  private final BodyRoom room;
  private long kept;

  /**
   * A reader of a decoded body.
   *
   * @param room where the memory for what is kept is taken from
   */
  public EnvelopeReader(InputStream body, Limits limits, BodyRoom room) {
    this.source = new ByteSource(body);
    this.limits = limits;
    this.room = room;
  }

  /**
   * Reads the first line.
   *
   * @throws MalformedBodyException if it is no JSON object
   */
  public Envelope.Head head() throws IOException {
    Fields fields = object(line("the envelope's header"), "the envelope's header");
    Raw id = fields.take("event_id");
    EventId known = Loose.id(id).orElse(null);
    boolean invalid = known == null && id.token() != JsonToken.VALUE_NULL;
    Optional<Dsn> dsn = Optional.ofNullable(Loose.text(fields.take("dsn"))).flatMap(Dsn::parse);
    return new Envelope.Head(known, invalid, Loose.time(fields.take("sent_at")), dsn);
  }

  /**
   * Reads the rest.
   *
   * @throws MalformedBodyException if the lines and bytes do not add up
   * @throws BodyTooLargeException if there is more to keep than a request may bring
   */
  public List<Envelope.Item> items() throws IOException {
    List<Envelope.Item> items = new ArrayList<>();
    while (source.skipNewlines()) {
      Fields header = object(line("an item's header"), "an item's header");
      String type = Loose.text(header.take("type"));
      if (type == null) {
        throw new MalformedBodyException("an item's header names no type");
      }
      long length = length(header.take("length"));
      Envelope.Item item = item(Envelope.Type.named(type), length);
      if (item != null) {
        if (items.size() == limits.items()) {
          throw new BodyTooLargeException("the envelope has over " + limits.items() + " items");
        }
        items.add(item);
      }
    }
    return items;
  }

  private Envelope.@Nullable Item item(Optional<Envelope.Type> type, long length)
      throws IOException {
    KeptBytes out = new KeptBytes(this::reserve);
    int most = type.isPresent() ? limits.eventBytes() : 0;
    long size = length < 0 ? source.copyLine(out, most) : source.copy(length, out, most);
    if (length >= 0 && (size < length || !source.atLineEnd())) {
      throw new MalformedBodyException("an item does not end after its " + length + " bytes");
    }
    if (type.isEmpty()) {
      return null;
    }
    byte[] payload = size > most ? new byte[0] : out.bytes();
    return new Envelope.Item(type.get(), payload, size > most);
  }

  private void reserve(int bytes) {
    kept += bytes;
    if (kept > 2L * limits.bodyBytes()) {
      throw new BodyTooLargeException(
          "the envelope has over " + (limits.bodyBytes() >> 20) + " MiB of events");
    }
    room.take(bytes);
  }

  private static long length(Raw raw) {
    if (raw.isNull()) {
      return -1;
    }
    try {
      long length = Long.parseLong(raw.text());
      if (raw.token() == JsonToken.VALUE_NUMBER_INT && length >= 0) {
        return length;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw new MalformedBodyException("an item's length is no number of bytes");
  }

  private byte[] line(String what) throws IOException {
    KeptBytes line = new KeptBytes(bytes -> {});
    if (source.copyLine(line, MAX_LINE) > MAX_LINE) {
      throw new MalformedBodyException(what + " has over " + MAX_LINE + " bytes");
    }
    return line.bytes();
  }

  private Fields object(byte[] line, String what) throws IOException {
    try {
      FieldReader reader = FieldReader.of(line, limits);
      Fields fields = reader.fields(what);
      reader.requireEnd();
      if (fields != null) {
        return fields;
      }
    } catch (JsonProcessingException e) {
      // said below
    }
    throw new MalformedBodyException(what + " is not a JSON object");
  }
}
