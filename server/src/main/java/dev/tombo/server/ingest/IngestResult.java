// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.ingest;

import dev.tombo.server.model.EventId;
import dev.tombo.server.model.RejectReason;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of a batch; the three add up to the items sent.
 *
 * @param accepted committed
 * @param duplicates known before
 * @param rejected not stored, in order
 */
public record IngestResult(int accepted, int duplicates, List<Rejection> rejected) {

  /**
   * An item that was not stored.
   *
   * @param index its place among the batch's events and repeats, from 0
   * @param id where it could be read
   * @param reason why
   */
  public record Rejection(int index, @Nullable EventId id, RejectReason reason) {}
}
