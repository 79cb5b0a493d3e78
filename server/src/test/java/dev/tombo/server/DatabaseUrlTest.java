// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tries what a log shows of a database's URL. */
final class DatabaseUrlTest {
  @ParameterizedTest
  @CsvSource({
    "jdbc:postgresql://h:5432/d, jdbc:postgresql://h:5432/d",
    "jdbc:postgresql:d, jdbc:postgresql:d",
    "jdbc:postgresql://h/d?, jdbc:postgresql://h/d?=***",
    "jdbc:postgresql://h/d?user=u&sslmode=require, jdbc:postgresql://h/d?user=u&sslmode=require",
    "jdbc:postgresql://h/d?PASSWORD=secret, jdbc:postgresql://h/d?PASSWORD=***",
    "jdbc:postgresql://h/d?user=u&pass%77ord=secret,"
        + " jdbc:postgresql://h/d?user=u&pass%77ord=***",
    "jdbc:postgresql://h/d?secret, jdbc:postgresql://h/d?=***",
    "jdbc:postgresql://h/d?options=-c%20secret=1, jdbc:postgresql://h/d?options=***",
    "jdbc:postgresql://u:secret@h/d?user=u, ***",
    "postgres://u:secret@h/d, ***",
    "jdbc:postgresql://h/d?user=u?password=secret, jdbc:postgresql://h/d?user=***"
  })
  void masked_url_hidesWhatMayBeSecret(String url, String shown) {
    assertThat(DatabaseUrl.masked(url)).isEqualTo(shown);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:postgresql:d",
        "jdbc:postgresql:",
        "jdbc:postgresql:///d",
        "jdbc:postgresql://h/",
        "jdbc:postgresql://h:5432/d?user=u&password=50%25",
        "jdbc:postgresql://h1:5432,h2:5433/d?targetServerType=primary",
        "jdbc:postgresql://[::1]:5432/d",
        "jdbc:postgresql://h/d?options=-c%20search_path=a:b@c/d",
        "jdbc:postgresql://h/d?"
      })
  void checked_urlOfTheDriver_isTaken(String url) {
    assertThat(DatabaseUrl.checked(url)).isEqualTo(url);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "jdbc:postgresql",
        "postgres://u:secret@h/d",
        "jdbc:mysql://h/d?password=secret",
        "jdbc:postgresql://u:secret@h/d",
        "jdbc:postgresql://h:secret/d",
        "jdbc:postgresql://h:123456/d?password=secret",
        "jdbc:postgresql://h d/d?password=secret",
        "jdbc:postgresql://h/d/e?password=secret",
        "jdbc:postgresql://h/d?password=secret%",
        "jdbc:postgresql://h/d?password=secret%2",
        "jdbc:postgresql://h/d?password=secret%zz"
      })
  void checked_whatTheDriverWouldQuote_isRefusedWithoutQuotingIt(String url) {
    assertThatThrownBy(() -> DatabaseUrl.checked(url))
        .isInstanceOf(IllegalArgumentException.class)
        .message()
        .doesNotContain("secret")
        .contains("jdbc:postgresql:");
  }
}
