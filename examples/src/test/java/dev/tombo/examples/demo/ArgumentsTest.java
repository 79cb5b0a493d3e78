// SPDX-License-Identifier: Apache-2.0
package dev.tombo.examples.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the demo understands of its command line. */
final class ArgumentsTest {
  @Test
  void parse_ofNothing_isTheContractsDefault() {
    assertThat(Arguments.parse(List.of())).isEqualTo(new Arguments(8080, false, false));
  }

  @Test
  void parse_ofEveryOption_heedsThem() {
    assertThat(Arguments.parse(List.of("--exit", "--port", "9090")))
        .isEqualTo(new Arguments(9090, true, false));
    assertThat(Arguments.parse(List.of("--port=0", "--help")))
        .isEqualTo(new Arguments(0, false, true));
  }

  @ParameterizedTest
  @CsvSource({
    "--prot 1, --prot",
    "--port, --port",
    "--port x, x",
    "--port 65536, 65536",
    "--port -1, -1",
    "now, now"
  })
  void parse_ofWhatMakesNoSense_namesIt(String line, String named) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Arguments.parse(Arrays.asList(line.split(" ", -1))))
        .withMessageContaining(named);
  }
}
