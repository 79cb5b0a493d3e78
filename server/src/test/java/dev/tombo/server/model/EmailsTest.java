// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** E-mail addresses and what is none. */
final class EmailsTest {
  @Test
  void parse_address_isInOneForm() {
    assertThat(Emails.parse(" Ana.Sá+x@Example.COM ")).contains("ana.sá+x@example.com");
    assertThat(Emails.parse("a@b")).contains("a@b");
    assertThat(Emails.local("ana@example.com")).isEqualTo("ana");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "ana",
        "@example.com",
        "ana@",
        "ana@b@example.com",
        "ana sá@example.com",
        "ana\u00a0@example.com",
        "ana@example.com\u0000",
        "ana@exa\nmple.com",
        "ana\u2028@example.com",
        "\ud800@example.com",
        "\u001b[2J@example.com"
      })
  void parse_another_isNone(String text) {
    assertThat(Emails.parse(text)).isEmpty();
  }

  @Test
  void parse_tooLong_isNone() {
    assertThat(Emails.parse("a".repeat(252) + "@b")).isPresent();
    assertThat(Emails.parse("a".repeat(253) + "@b")).isEmpty();
  }
}
