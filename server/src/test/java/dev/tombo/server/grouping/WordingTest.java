// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.grouping;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What messages say without their parameters. */
final class WordingTest {
  private static final int MEGABYTE = 1 << 20;

  @ParameterizedTest
  @MethodSource("wordings")
  void of_message_isItsWording(String message, String wording) {
    assertThat(Wording.of(message)).isEqualTo(wording.strip());
  }

  @Test
  void of_severalLines_readsTheFirstTwo() {
    assertThat(Wording.of("\n order 1 \n\n at 2\n third")).isEqualTo("order <n> at <n>");
  }

  @Test
  void of_longMessage_isCut() {
    assertThat(Wording.of("word ".repeat(10_000))).hasSize(500);
  }

  /** What would take for ever if any pattern were tried from each place to the end. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "1",
        ".",
        ":",
        "-",
        "/",
        "@",
        "$",
        "%",
        "'",
        "\"",
        "'a ",
        " 'a",
        "a'",
        "1.",
        "1:",
        "a@",
        "@a",
        "0x",
        "f",
        "f-",
        "a1",
        "http://",
        "://",
        "::",
        "$$",
        "$$Lambda",
        "1,",
        "1, ",
        ",",
        "Mon ",
        "Mon,",
        "P1",
        "\\",
        "“",
        "code ",
        "00000000-",
        "\uD83D",
        "\u0000",
        " ",
        "\n",
        "_$$_",
        "(",
        "[1"
      })
  void mask_megabyteOfOnePattern_ends(String pattern) {
    String text = pattern.repeat(MEGABYTE / pattern.length());

    assertThat(Wording.mask(text + "! x")).isNotEmpty();
  }

  private static Stream<Arguments> wordings() {
    return Tables.lines("wordings.txt")
        .map(line -> line.split("\t", 2))
        .map(parts -> Arguments.of(parts[0], parts[1]));
  }
}
