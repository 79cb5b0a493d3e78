// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
}
