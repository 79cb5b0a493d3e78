// SPDX-License-Identifier: Apache-2.0
package dev.tombo.examples.spring;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The application where nobody has said where to report to. */
final class UnreportedShopTest {
  @Test
  void shop_withoutEndpointAndToken_failsAndServesAllTheSame() throws Exception {
    try (RunningShop shop = RunningShop.start()) {
      assertThat(shop.ask("GET", "/prices/mug", "r-1")).isEqualTo(500);
      assertThat(shop.ask("GET", "/prices/tea", "r-2")).isEqualTo(200);
    }
  }
}
