// SPDX-License-Identifier: Apache-2.0
package dev.tombo.examples.billing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/** Imports a file line by line; a line that cannot be imported is logged and passed over. */
final class InvoiceFile {
  private static final Logger LOG = LogManager.getLogger(InvoiceFile.class);

  private final Ledger ledger;

  InvoiceFile(Ledger ledger) {
    this.ledger = ledger;
  }

  void read(Path file) throws IOException {
    int number = 0;
    for (String line : Files.readAllLines(file)) {
      number++;
      try {
        importLine(line);
      } catch (InvoiceException failed) {
        LOG.error("Line {} of {} is not imported", number, file.getFileName(), failed);
      } catch (ReflectiveOperationException failed) {
        LOG.error("No discount for line {} of {}", number, file.getFileName(), failed);
      }
    }
    LOG.info("Read {} lines", number);
  }

  private void importLine(String line) throws InvoiceException, ReflectiveOperationException {
    Invoice invoice;
    try {
      invoice = Invoice.parse(line);
    } catch (RuntimeException malformed) {
      throw new InvoiceException("Not an invoice: " + line, malformed);
    }
    Invoice discounted = invoice.withAmount(Discounts.apply(invoice.discount(), invoice.amount()));
    try {
      ledger.book(discounted);
    } catch (SQLException refused) {
      throw new InvoiceException("Not booked: " + invoice.number(), refused);
    }
  }
}
