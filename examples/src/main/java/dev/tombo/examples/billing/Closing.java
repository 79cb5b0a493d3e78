// SPDX-License-Identifier: Apache-2.0
package dev.tombo.examples.billing;

import java.io.BufferedWriter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PipedWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.apache.logging.log4j.ThreadContext;
import org.xml.sax.SAXException;

/** What is done when the files are read: the tax tables, and the statement for the bank. */
final class Closing {
  private static final Logger LOG = LogManager.getLogger(Closing.class);

  private final Ledger ledger;

  Closing(Ledger ledger) {
    this.ledger = ledger;
  }

  void run() {
    LOG.info("Closing {}", ledger.getClass().getSimpleName());
    for (String year : List.of("2024", "2025")) {
      ThreadContext.put("year", year);
      try {
        readTaxTable("<table year='" + year + "'><rate>0.19</rates></table>");
      } catch (SAXException | IOException | ParserConfigurationException unreadable) {
        LOG.error("Tax table of {} is not readable", year, unreadable);
      }
    }
    for (String bank : List.of("001", "237", "341")) {
      ThreadContext.put("bank", bank);
      try {
        writeStatement(bank);
      } catch (IOException failed) {
        LOG.error("Statement for bank {} is not written", bank, failed);
      }
    }
    ThreadContext.clearAll();
  }

  private static void readTaxTable(String xml)
      throws SAXException, IOException, ParserConfigurationException {
    DocumentBuilder parser = DocumentBuilderFactory.newInstance().newDocumentBuilder();
    parser.setErrorHandler(null);
    parser.parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
  }

  /** The bank reads from the other end of the pipe, if it is there. */
  private static void writeStatement(String bank) throws IOException {
    try (BufferedWriter writer = new BufferedWriter(new PipedWriter())) {
      writer.write("STATEMENT FOR " + bank);
      writer.flush();
    }
  }
}
