// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.ingest.sentry;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.tombo.server.ingest.Batch;
import dev.tombo.server.ingest.Batch.EventPart;
import dev.tombo.server.ingest.Batch.Part;
import dev.tombo.server.ingest.Batch.Unreadable;
import dev.tombo.server.ingest.BatchDraft;
import dev.tombo.server.ingest.BodyTooLargeException;
import dev.tombo.server.ingest.FieldReader;
import dev.tombo.server.ingest.Limits;
import dev.tombo.server.ingest.Timing;
import dev.tombo.server.model.EventId;
import dev.tombo.server.model.RejectReason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads the events of an envelope or a store request, token by token. Thread-safe. */
public final class SentryDecoder {
  private final Limits limits;
  private final InstantSource clock;
  private final Supplier<EventId> newIds;

  /**
   * A decoder.
   *
   * @param limits how much a request may bring
   * @param clock the server's
   * @param newIds gives ids to events that bring none
   */
  public SentryDecoder(Limits limits, InstantSource clock, Supplier<EventId> newIds) {
    this.limits = limits;
    this.clock = clock;
    this.newIds = newIds;
  }

  /**
   * What a request brought.
   *
   * @param batch its events and discards
   * @param logs its log items that are errors; some may be an event's text once more
   */
  public record Decoded(Batch batch, List<Log> logs) {}

  /**
   * A log item that is an error.
   *
   * @param part the event of it
   * @param ofLogger whether the client's own part in a logger made it: of an error that makes an
   *     event too
   */
  public record Log(EventPart part, boolean ofLogger) {}

  /**
   * Reads an envelope's items.
   *
   * @param peer the address that it came from
   * @throws BodyTooLargeException if it brings more than it may
   */
  public Decoded envelope(Envelope envelope, String peer) {
    BatchDraft draft = new BatchDraft(limits);
    draft.sentAt(envelope.head().sentAt());
    List<Log> logs = new ArrayList<>();
    Envelope.Head head = envelope.head();
    for (Envelope.Item item : envelope.items()) {
      Sending sending = sending(head, envelope.head(), peer);
      switch (item.type()) {
        case EVENT, FEEDBACK -> {
          event(item, sending).ifPresent(draft::add);
          head = Envelope.Head.NONE;
        }
        case USER_REPORT -> draft.add(read(item, sending, Reports::ofUser));
        case CLIENT_REPORT -> Reports.ofClient(item.payload(), limits).forEach(draft::add);
        case LOG -> addLogs(item, sending, draft, logs);
      }
    }
    draft.id(identity(envelope));
    return new Decoded(draft.batch(), List.copyOf(logs));
  }

  /**
   * Reads a store request's event.
   *
   * @param json its body
   */
  public Decoded store(byte[] json, String peer) {
    Envelope.Item item =
        json.length > limits.eventBytes()
            ? new Envelope.Item(Envelope.Type.EVENT, new byte[0], true)
            : new Envelope.Item(Envelope.Type.EVENT, json, false);
    return envelope(new Envelope(Envelope.Head.NONE, List.of(item)), peer);
  }

  private Sending sending(Envelope.Head head, Envelope.Head of, String peer) {
    return new Sending(head, Timing.of(clock.instant(), of.sentAt()), limits, peer, newIds);
  }

  /** Reads one item's document. */
  interface Reading<T> {
    T read(FieldReader reader, Sending sending) throws IOException;
  }

  private Optional<Part> event(Envelope.Item item, Sending sending) {
    if (item.tooLarge()) {
      return Optional.of(new Unreadable(sending.head().eventId(), RejectReason.TOO_LARGE));
    }
    try {
      return parse(item.payload(), sending, EventFields::read);
    } catch (JsonProcessingException e) {
      return Optional.of(new Unreadable(sending.head().eventId(), RejectReason.MALFORMED));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Part read(Envelope.Item item, Sending sending, Reading<Part> reading) {
    if (item.tooLarge()) {
      return new Unreadable(null, RejectReason.TOO_LARGE);
    }
    try {
      return parse(item.payload(), sending, reading);
    } catch (JsonProcessingException e) {
      return new Unreadable(null, RejectReason.MALFORMED);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void addLogs(Envelope.Item item, Sending sending, BatchDraft draft, List<Log> logs) {
    if (item.tooLarge()) {
      draft.add(new Unreadable(null, RejectReason.TOO_LARGE));
      return;
    }
    try {
      logs.addAll(parse(item.payload(), sending, LogItems::read));
    } catch (JsonProcessingException e) {
      draft.add(new Unreadable(null, RejectReason.MALFORMED));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private <T> T parse(byte[] json, Sending sending, Reading<T> reading) throws IOException {
    try {
      return whole(FieldReader.of(json, limits), sending, reading);
    } catch (JsonProcessingException e) {
      byte[] mended = JsonMender.mend(json);
      if (Arrays.equals(mended, json)) {
        throw e;
      }
      FieldReader reader = FieldReader.of(mended, limits);
      reader.note("event", "was not quite JSON, read as if it were");
      return whole(reader, sending, reading);
    }
  }

  private static <T> T whole(FieldReader reader, Sending sending, Reading<T> reading)
      throws IOException {
    T value = reading.read(reader, sending);
    reader.requireEnd();
    return value;
  }

  /**
   * Tells an envelope from others by what a client sends again unchanged, so that what it gave up
   * counts once: its id, the types of its items, and its reports. Null where it has neither id nor
   * report.
   */
  private static @Nullable EventId identity(Envelope envelope) {
    boolean known = envelope.head().eventId() != null;
    List<byte[]> parts = new ArrayList<>();
    parts.add(String.valueOf(envelope.head().eventId()).getBytes(StandardCharsets.US_ASCII));
    for (Envelope.Item item : envelope.items()) {
      parts.add(item.type().name().getBytes(StandardCharsets.US_ASCII));
      if (item.type() == Envelope.Type.CLIENT_REPORT) {
        parts.add(item.payload());
        known = true;
      }
    }
    return known ? StableIds.of(parts) : null;
  }
}
