// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.ingest.otlp;

import dev.tombo.server.ingest.Batch;
import dev.tombo.server.ingest.Limits;
import dev.tombo.server.model.EventId;
import java.util.function.Supplier;

/** Reads what OpenTelemetry's exporters of logs send, in either of its forms. Thread-safe. */
public final class OtlpDecoder {
  private final Limits limits;
  private final Supplier<EventId> newIds;

  /**
   * A decoder.
   *
   * @param limits how much a request may bring
   * @param newIds gives ids to records that have no time, so that none can be made of them
   */
  public OtlpDecoder(Limits limits, Supplier<EventId> newIds) {
    this.limits = limits;
    this.newIds = newIds;
  }

  /**
   * Reads an ExportLogsServiceRequest in protobuf.
   *
   * @throws dev.tombo.server.ingest.BodyTooLargeException if it brings more errors than it may
   * @throws dev.tombo.server.ingest.MalformedBodyException if it is not one
   */
  public Batch protobuf(byte[] body) {
    Selection selection = new Selection(body, limits, newIds);
    new ProtobufLogs(selection).read(new ProtobufReader(body));
    return selection.batch();
  }

  /**
   * Reads one in JSON.
   *
   * @throws dev.tombo.server.ingest.BodyTooLargeException if it brings more errors than it may
   * @throws dev.tombo.server.ingest.MalformedBodyException if it is not one
   */
  public Batch json(byte[] body) {
    Selection selection = new Selection(body, limits, newIds);
    new JsonLogs(body, selection).read();
    return selection.batch();
  }
}
