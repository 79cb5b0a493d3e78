// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Texts that any database stores. */
final class TextsTest {
  @Test
  void clean_nulAndLoneSurrogates_replaced() {
    assertThat(Texts.clean("a\0b\uD800c\uDC00")).isEqualTo("a\uFFFDb\uFFFDc\uFFFD");
  }

  @Test
  void clean_pairs_kept() {
    assertThat(Texts.clean("x😀y")).isEqualTo("x😀y");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '^',
      value = {
        "\"a\\u0000b\", \"a\\ufffdb\"",
        "\"a\\\\u0000b\", \"a\\\\u0000b\"", // a backslash, then the letters
        "\"a\\\\\\u0000b\", \"a\\\\\\ufffdb\"",
        "\"\\u0000\\u0000\", \"\\ufffd\\ufffd\""
      })
  void cleanJson_escapeOfNul_replacedWhereItIsOne(String json, String clean) {
    assertThat(Texts.cleanJson(json)).isEqualTo(clean);
  }

  @Test
  void cut_betweenAPair_cutsBeforeIt() {
    assertThat(Texts.cut("ab😀", 3)).isEqualTo("ab");
    assertThat(Texts.cut("ab", 3)).isEqualTo("ab");
  }
}
