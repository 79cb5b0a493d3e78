// SPDX-License-Identifier: Apache-2.0
package dev.tombo.examples.billing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.apache.logging.log4j.Marker;
import org.apache.logging.log4j.MarkerManager;
import org.apache.logging.log4j.ThreadContext;

/** A night's import of invoices: four files, two of which have not been delivered. */
public final class BillingImport {
  private static final Logger LOG = LogManager.getLogger(BillingImport.class);
  private static final Marker IMPORT = MarkerManager.getMarker("IMPORT");
  private static final Marker DELIVERY = MarkerManager.getMarker("DELIVERY").setParents(IMPORT);

  private BillingImport() {}

  /** Imports the files and ends. */
  public static void main(String[] args) throws Exception {
    Path inbound = Files.createTempDirectory("invoices");
    try (Ledger ledger = Ledger.open()) {
      deliver(inbound);
      InvoiceFile importer = new InvoiceFile(ledger);
      for (String name : List.of("north.csv", "south.csv", "west.csv", "east.csv")) {
        importFile(inbound.resolve(name), importer);
      }
      new Closing(ledger).run();
    } finally {
      deleteAll(inbound);
      // Sends what is left.
      LogManager.shutdown();
    }
  }

  private static void importFile(Path file, InvoiceFile importer) {
    ThreadContext.put("file", String.valueOf(file.getFileName()));
    ThreadContext.push("import");
    try {
      importer.read(file);
    } catch (IOException unreadable) {
      LOG.fatal(DELIVERY, "File {} is missing", file.getFileName(), unreadable);
    } finally {
      ThreadContext.clearAll();
    }
  }

  private static void deliver(Path inbound) throws IOException {
    Files.writeString(
        inbound.resolve("north.csv"),
        """
        N-1;2026-02-27;120.00;standard
        N-2;2026-02-28;99.5O;standard
        N-3;2026-02-30;10.00;standard
        N-4;2026-02-28;-4.00;standard
        N-5;2026-02-28;200.00;split
        N-6;2026-02-28;17,20;standard
        """);
    Files.writeString(
        inbound.resolve("south.csv"),
        """
        S-1;2026-02-28;80.00;standard
        S-2;2026-02-29;12.00;standard
        S-3;2026-02-28;-1.00;standard
        S-4;2026-02-28;100.00;split
        S-5;2026-02-28;11.1.0;standard
        """);
  }

  private static void deleteAll(Path directory) throws IOException {
    try (var files = Files.newDirectoryStream(directory)) {
      for (Path file : files) {
        Files.delete(file);
      }
    }
    Files.delete(directory);
  }
}
