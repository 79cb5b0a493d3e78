// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Compares codes with those that RFC 6238 has in its appendix B, and the secret with RFC 4648. */
final class TotpTest {
  private static final Totp OF_THE_RFC = new Totp(hex("12345678901234567890"));

  @ParameterizedTest
  @CsvSource({
    "59, 94287082",
    "1111111109, 07081804",
    "1111111111, 14050471",
    "1234567890, 89005924",
    "2000000000, 69279037",
    "20000000000, 65353130"
  })
  void code_atATimeOfTheRfc_isAsItSays(long seconds, String code) {
    long step = Totp.step(Instant.ofEpochSecond(seconds));

    assertThat(OF_THE_RFC.code(step, 8)).isEqualTo(code);
    assertThat(OF_THE_RFC.code(step, 6)).isEqualTo(code.substring(2));
  }

  @ParameterizedTest
  @CsvSource({"fooba, MZXW6YTB", "12345678901234567890, GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"})
  void base32_ofAText_isAsOthersHaveIt(String text, String expected) {
    assertThat(new Totp(hex(text)).base32()).isEqualTo(expected);
  }

  @Test
  void match_besideTheStep_isItsStep() {
    Instant now = Instant.ofEpochSecond(1_111_111_111);
    long step = Totp.step(now);

    for (int skew = -1; skew <= 1; skew++) {
      assertThat(OF_THE_RFC.match(OF_THE_RFC.code(step + skew, 6), now, 0)).hasValue(step + skew);
    }
    assertThat(OF_THE_RFC.match(OF_THE_RFC.code(step - 2, 6), now, 0)).isEmpty();
    assertThat(OF_THE_RFC.match(OF_THE_RFC.code(step + 2, 6), now, 0)).isEmpty();
    assertThat(OF_THE_RFC.match("", now, 0)).isEmpty();
  }

  @Test
  void match_ofAStepThatWasUsed_isNone() {
    Instant now = Instant.ofEpochSecond(1_111_111_111);
    long step = Totp.step(now);

    assertThat(OF_THE_RFC.match(OF_THE_RFC.code(step, 6), now, step)).isEmpty();
    assertThat(OF_THE_RFC.match(OF_THE_RFC.code(step - 1, 6), now, step)).isEmpty();
    assertThat(OF_THE_RFC.match(OF_THE_RFC.code(step + 1, 6), now, step)).hasValue(step + 1);
  }

  private static String hex(String ascii) {
    return HexFormat.of().formatHex(ascii.getBytes(StandardCharsets.US_ASCII));
  }
}
