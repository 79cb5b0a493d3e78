// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.store;

import java.util.List;

/** Reads projects' ledgers; a digest writes them. Thread-safe. */
public interface LedgerStore {
  /**
   * What became of all that a project was sent in some hours, by time, outcome, token and reason.
   *
   * @param from the first hour since 1970
   * @param to the hour after the last
   * @param step hours that are counted together, in each count as the first of them
   * @param most how many counts to answer
   */
  List<LedgerCount> read(long project, long from, long to, int step, int most);
}
