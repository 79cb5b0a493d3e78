// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.crash;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;

/** The database under the server: it outlives each of the server's processes. */
interface CrashDatabase extends AutoCloseable {

  /** What the server's command line says of it. */
  List<String> arguments();

  /**
   * Reads what is committed, while no server runs, and checks the database by its own means.
   *
   * @param findings where a damage goes
   */
  Ledger read(Findings findings) throws SQLException, IOException;

  @Override
  void close() throws IOException;
}
