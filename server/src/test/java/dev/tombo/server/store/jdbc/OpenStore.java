// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.store.jdbc;

import java.util.List;

/** The store that the parts of the contract are tested on. */
interface OpenStore {
  /** The store, empty when the test starts. */
  JdbcStore store();

  /** The same store after it was closed and opened. */
  JdbcStore reopen();

  /** Another database, which is new at first. */
  JdbcStore openAnother();

  /** Runs a statement of the test's own there. */
  void runInAnother(String sql);

  /** What a query of the test's own answers: longs and texts, null as "null". */
  List<List<Object>> rows(String sql);

  /** Runs a statement of the test's own. */
  void run(String sql);
}
