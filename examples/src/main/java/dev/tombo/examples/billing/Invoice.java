// SPDX-License-Identifier: Apache-2.0
package dev.tombo.examples.billing;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

/** An invoice, as a line of a file states it. */
record Invoice(String number, LocalDate issued, BigDecimal amount, String discount) {

  static Invoice parse(String line) {
    List<String> fields = List.of(line.split(";", -1));
    return new Invoice(
        fields.get(0),
        LocalDate.parse(fields.get(1)),
        new BigDecimal(fields.get(2)),
        fields.get(3));
  }

  Invoice withAmount(BigDecimal other) {
    return new Invoice(number, issued, other, discount);
  }
}
