// SPDX-License-Identifier: Apache-2.0
package dev.tombo.examples.billing;

import java.math.BigDecimal;

/** The discounts, which invoices refer to by name and which are therefore called by reflection. */
final class Discounts {
  private Discounts() {}

  static BigDecimal apply(String name, BigDecimal amount) throws ReflectiveOperationException {
    return (BigDecimal)
        Discounts.class.getDeclaredMethod(name, BigDecimal.class).invoke(null, amount);
  }

  static BigDecimal standard(BigDecimal amount) {
    return amount;
  }

  /** A third of it; nobody said how to round. */
  static BigDecimal split(BigDecimal amount) {
    return amount.divide(new BigDecimal(3));
  }
}
