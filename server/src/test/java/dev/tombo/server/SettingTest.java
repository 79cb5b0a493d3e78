// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Holds the README to the table of settings, and the table to its rules. */
final class SettingTest {
  private static final String HEAD =
      "| setting | flag | environment | default | means |\n|---|---|---|---|---|\n";

  @Test
  void readme_tableOfSettings_isThatOfTheCode() throws IOException {
    String table =
        Arrays.stream(Setting.values())
            .map(SettingTest::row)
            .collect(Collectors.joining("\n", HEAD, "\n\n"));

    assertThat(Files.readString(Path.of("..", "README.md"))).contains(table);
  }

  @ParameterizedTest
  @EnumSource(names = {"ADMIN_PASSWORD", "API_TOKEN", "SMTP_PASSWORD", "OIDC_CLIENT_SECRET"})
  void secret_isNoOptionAndNotShown(Setting setting) {
    assertThat(setting.flag()).isEmpty();
    assertThat(setting.shown("swordfish")).doesNotContain("swordfish");
  }

  @ParameterizedTest
  @EnumSource
  void description_standsInATable(Setting setting) {
    assertThat(setting.description()).isNotBlank().doesNotContain("|", "\n");
  }

  @Test
  void databaseUrl_isShownWithoutPassword() {
    assertThat(Setting.DATABASE_URL.description())
        .containsPattern("`jdbc:postgresql:[^`]*[?]user=u`")
        .doesNotContainPattern("password=\\w")
        .contains("`TOMBO_DATABASE_URL`", "`--config`");
  }

  private static String row(Setting setting) {
    return "| `%s` |%s | `%s` |%s | %s |"
        .formatted(
            setting.key(),
            setting.flag().map(flag -> " `" + flag + "`").orElse(""),
            setting.variable(),
            setting.standard().map(text -> " `" + text + "`").orElse(""),
            setting.description());
  }
}
