// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Codes that people type. */
final class OneTimeCodeTest {
  private static final OneTimeCode CODE = new OneTimeCode("0123-4567-89AB-CDEF-1HJK");

  @Test
  void draw_twice_differsAndIsEasyToType() {
    OneTimeCode code = OneTimeCode.draw(new SecureRandom());

    assertThat(code.text()).matches("([0-9A-HJKMNP-TV-Z]{4}-){4}[0-9A-HJKMNP-TV-Z]{4}");
    assertThat(OneTimeCode.draw(new SecureRandom())).isNotEqualTo(code);
    assertThat(code).asString().doesNotContain(code.text());
  }

  @Test
  void matches_asTyped_inAnyFormOfIt() {
    assertThat(CODE.matches(CODE.text())).isTrue();
    assertThat(CODE.matches(CODE.text().toLowerCase(Locale.ROOT))).isTrue();
    assertThat(CODE.matches("0123456789abcdef1hjk")).isTrue();
    assertThat(CODE.matches(" O123 4567 89ab cdef Lhjk\n")).isTrue();
    assertThat(CODE.matches("oi23-4567-89AB-CDEF-IHJK")).isTrue();
  }

  @Test
  void matches_another_no() {
    assertThat(CODE.matches("")).isFalse();
    assertThat(CODE.matches("0123-4567-89AB-CDEF-1HJ")).isFalse();
    assertThat(CODE.matches("0123-4567-89AB-CDEF-1HJKK")).isFalse();
    assertThat(CODE.matches("0123-4567-89AB-CDEF-1HJM")).isFalse();
    assertThat(CODE.matches("é")).isFalse();
  }
}
