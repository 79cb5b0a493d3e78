// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What searches compare texts with. */
final class TextTableTest {
  @ParameterizedTest
  @CsvSource({
    "Refund VOUCHER, %voucher%",
    "eee, %eee%",
    "50% off, %50!% off%",
    "a_b, %b%",
    "wow!, %wow!!%",
    "ação 😀, %o 😀%",
    "😀, %😀%",
    "'', %%",
  })
  void seldomOf_text_isFromItsRarestCharacterOn(String text, String pattern) {
    assertThat(TextTable.seldomOf(text)).isEqualTo(pattern);
    String rest = pattern.substring(1, pattern.length() - 1);
    assertThat(TextTable.anywhere(text)).endsWith(rest + "%");
  }
}
