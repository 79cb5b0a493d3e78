// SPDX-License-Identifier: Apache-2.0
package dev.tombo.examples.orders;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What is ordered. */
record Cart(List<Item> items) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** A line of it; the page does not always send an address. */
  record Item(String sku, int quantity, String address) {}

  static Cart parse(String json) throws JsonProcessingException {
    return JSON.readValue(json, Cart.class);
  }

  String shippingLabels() {
    return items.stream()
        .map(item -> item.address().toUpperCase(Locale.ROOT))
        .collect(Collectors.joining("; "));
  }

  int quantity() {
    return items.stream().mapToInt(Item::quantity).sum();
  }
}
