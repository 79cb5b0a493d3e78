// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tries which addresses a server may be known by, and what is made of them. */
final class PublicUrlTest {
  private static final String TOKEN = "0123456789abcdef0123456789abcdef";

  @ParameterizedTest
  @CsvSource({
    "https://errors.example.com, https://errors.example.com, ''",
    "https://errors.example.com/, https://errors.example.com, ''",
    "https://errors.example.com:443/base/, https://errors.example.com/base, /base",
    "HTTPS://Errors.Example.COM/Base, https://errors.example.com/Base, /Base",
    "http://localhost:8080, http://localhost:8080, ''",
    "http://example.com:80//, http://example.com, ''",
    "http://example.com:443, http://example.com:443, ''",
    "http://[::1]:8080/a/b-c_d.e~f, http://[::1]:8080/a/b-c_d.e~f, /a/b-c_d.e~f",
    "' https://example.com/x ', https://example.com/x, /x"
  })
  void parse_address_isKeptWithoutWhatSaysNothing(String text, String base, String path) {
    PublicUrl url = PublicUrl.parse(text);

    assertThat(url.base()).isEqualTo(base);
    assertThat(url.path()).isEqualTo(path);
    assertThat(PublicUrl.parse(url.base())).isEqualTo(url);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "errors.example.com",
        "//errors.example.com",
        "ftp://example.com",
        "https:",
        "https://",
        "https:///base",
        "https:example.com",
        "https://ana:secret@example.com",
        "https://example.com?secret=1",
        "https://example.com/#secret",
        "https://example.com:0",
        "https://example.com:65536",
        "https://example.com:secret",
        "https://exa mple.com",
        "https://under_score.example",
        "https://example.com/a//b",
        "https://example.com/a/../b",
        "https://example.com/.",
        "https://example.com/..",
        "https://example.com/{secret}",
        "https://example.com/%2e%2e",
        "https://example.com/*",
        "https://example.com/a;b",
        "https://example.com/\u00e9",
        "https://example.com/\r\nX-Secret: 1",
        "javascript:alert(1)"
      })
  void parse_whatIsNoAddress_isRefusedWithoutQuotingIt(String text) {
    assertThatThrownBy(() -> PublicUrl.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .message()
        .doesNotContain("secret")
        .isNotBlank();
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, 8080, http://127.0.0.1:8080",
    "0.0.0.0, 8080, http://localhost:8080",
    "::, 8080, http://localhost:8080",
    "::1, 8080, http://[::1]:8080",
    "[::1], 80, http://[::1]",
    "tombo.lan, 80, http://tombo.lan"
  })
  void of_whatAServerListensOn_isReachable(String host, int port, String expected) {
    assertThat(PublicUrl.of(false, host, port).base()).isEqualTo(expected);
  }

  @Test
  void of_secure_isHttps() {
    assertThat(PublicUrl.of(true, "0.0.0.0", 443).base()).isEqualTo("https://localhost");
    assertThat(PublicUrl.of(true, "localhost", 80).base()).isEqualTo("https://localhost:80");
  }

  @ParameterizedTest
  @CsvSource({
    "https://errors.example.com/base, https://" + TOKEN + "@errors.example.com/base/7",
    "http://localhost:8080, http://" + TOKEN + "@localhost:8080/7"
  })
  void dsn_ofAProject_isAddressTokenAndNumber(String url, String dsn) {
    assertThat(PublicUrl.parse(url).dsn(TOKEN, 7)).isEqualTo(dsn);
  }
}
