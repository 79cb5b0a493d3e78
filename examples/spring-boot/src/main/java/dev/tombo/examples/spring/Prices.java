// SPDX-License-Identifier: Apache-2.0
package dev.tombo.examples.spring;

import java.math.BigDecimal;
import java.util.Map;

/** The prices, which somebody entered with a comma. */
final class Prices {
  private final Map<String, String> entered = Map.of("tea", "4.50", "mug", "12,00", "pot", "9,90");

  BigDecimal of(String article) {
    return new BigDecimal(entered.getOrDefault(article, "0"));
  }
}
