// SPDX-License-Identifier: Apache-2.0
package dev.tombo.examples.embedding;

import dev.tombo.Tombo;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads prices; a line that it cannot read is reported and passed over. */
final class PriceList {
  private final Tombo tombo;

  PriceList(Tombo tombo) {
    this.tombo = tombo;
  }

  /** Returns the price of each article, from lines such as {@code tea;4.50}. */
  Map<String, BigDecimal> read(List<String> lines) {
    Map<String, BigDecimal> prices = new LinkedHashMap<>();
    for (String line : lines) {
      try {
        int semicolon = line.indexOf(';');
        prices.put(line.substring(0, semicolon), new BigDecimal(line.substring(semicolon + 1)));
      } catch (RuntimeException unreadable) {
        tombo.capture(unreadable);
      }
    }
    return prices;
  }
}
