// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tombo.server.ServerConfig.FirstAccount;
import dev.tombo.server.ServerConfig.FirstProject;
import dev.tombo.server.ServerConfig.TlsFiles;
import dev.tombo.server.http.Proxies;
import dev.tombo.server.model.PublicUrl;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tries where settings come from, which wins, and what is said of wrong ones. */
final class SettingsTest {
  private static final String TOKEN = "00000000000000000000000000000012";

  @TempDir private static Path directory;

  @Test
  void find_nothing_isTheDefault() {
    ServerConfig config = Settings.find(Map.of(), Map.of()).config();

    assertThat(config).isEqualTo(ServerConfig.builder(Path.of("./tombo-data")).port(8080).build());
  }

  @Test
  void find_everywhere_optionBeforeVariableBeforeFile() throws IOException {
    Path file = file("host: file.example\nport: 1\ndata: from-file\n");
    Settings settings =
        Settings.find(
            Map.of(Setting.CONFIG, file.toString(), Setting.HOST, "option.example"),
            Map.of("TOMBO_HOST", "variable.example", "TOMBO_PORT", "2", "TOMBO_DATA", " "));

    ServerConfig config = settings.config();

    assertThat(config.host()).isEqualTo("option.example");
    assertThat(config.port()).isEqualTo(2);
    assertThat(config.data()).isEqualTo(Path.of("from-file"));
    assertThat(settings.describe())
        .startsWith(
            "host=option.example (--host), port=2 (TOMBO_PORT), data=from-file ("
                + file
                + ":3), config=");
  }

  @Test
  void find_proxies_areReadOrNamedAsWrong() {
    Map<Setting, String> options =
        Map.of(Setting.TRUSTED_PROXIES, "127.0.0.1, 10.0.0.0/8", Setting.PROXY_HEADER, "forwarded");

    assertThat(Settings.find(options, Map.of()).config().proxies())
        .isEqualTo(new Proxies(Proxies.blocks("127.0.0.1,10.0.0.0/8"), Proxies.Header.FORWARDED));
    assertThatThrownBy(
            () -> Settings.find(Map.of(), Map.of("TOMBO_TRUSTED_PROXIES", "nginx")).config())
        .hasMessageContaining("TOMBO_TRUSTED_PROXIES")
        .hasMessageContaining("such as 10.0.0.7 or 10.0.0.0/8: nginx");
    assertThatThrownBy(() -> Settings.find(Map.of(Setting.PROXY_HEADER, "Via"), Map.of()).config())
        .hasMessageContaining("not X-Forwarded-For or Forwarded: Via");
  }

  @Test
  void find_fileNamedByTheEnvironment_isReadWhole() throws IOException {
    Path file =
        file(
            """
            # what an operator would write
            host: 0.0.0.0
            port: 0
            data: "/var/lib/tombo"
            database-url: jdbc:postgresql://db.example/tombo?user=u&password=p
            public-url: https://errors.example.com/base
            tls-cert: cert.pem
            tls-key: key.pem
            access-log: true
            log-format: json
            admin-email: ana@example.com
            admin-password: 31415926535
            project: shop
            api-token: %s
            """
                .formatted(TOKEN));
    Settings settings = Settings.find(Map.of(), Map.of("TOMBO_CONFIG", file.toString()));

    assertThat(settings.logFormat()).isEqualTo(LogFormat.JSON);
    assertThat(settings.config())
        .isEqualTo(
            ServerConfig.builder(Path.of("/var/lib/tombo"))
                .host("0.0.0.0")
                .databaseUrl("jdbc:postgresql://db.example/tombo?user=u&password=p")
                .publicUrl(PublicUrl.parse("https://errors.example.com/base"))
                .tls(new TlsFiles(Path.of("cert.pem"), Path.of("key.pem")))
                .accessLog(true)
                .firstAccount(new FirstAccount("ana@example.com", "31415926535"))
                .firstProject(new FirstProject("shop", TOKEN))
                .build());
  }

  @Test
  void describe_secrets_areMasked() {
    Settings settings =
        Settings.find(
            Map.of(),
            Map.of(
                "TOMBO_ADMIN_EMAIL", "ana@example.com",
                "TOMBO_ADMIN_PASSWORD", "swordfish",
                "TOMBO_PROJECT", "shop",
                "TOMBO_API_TOKEN", TOKEN,
                "TOMBO_DATABASE_URL",
                    "jdbc:postgresql://db/t?user=u&password=swordfish&sslpassword=swordfish"));

    assertThat(settings.describe())
        .doesNotContain("swordfish", TOKEN)
        .contains(
            "admin-email=ana@example.com (TOMBO_ADMIN_EMAIL)",
            "admin-password=*** (TOMBO_ADMIN_PASSWORD)",
            "api-token=*** (TOMBO_API_TOKEN)",
            "database-url=jdbc:postgresql://db/t?user=u&password=***&sslpassword=***");
  }

  @Test
  void password_withBlanksAround_keepsThem() {
    ServerConfig config =
        Settings.find(
                Map.of(),
                Map.of("TOMBO_ADMIN_EMAIL", " ana@x.y ", "TOMBO_ADMIN_PASSWORD", " swordfish "))
            .config();

    assertThat(config.firstAccount()).contains(new FirstAccount("ana@x.y", " swordfish "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "PORT | x | port: not a number: x",
        "PORT | 65536 | port: not from 0 to 65535: 65536",
        "PORT | -1 | port: not from 0 to 65535: -1",
        "PORT | 99999999999 | port: not a number: 99999999999",
        "DATABASE_URL | jdbc:mysql://secret | database-url: not a jdbc:postgresql: URL",
        "DATABASE_URL | jdbc:postgresql://u:secret@h/d | database-url: user and password stand at"
            + " its end: jdbc:postgresql://host/db?user=u&password=p",
        "PUBLIC_URL | ftp://x | public-url: not an http or https URL",
        "ACCESS_LOG | yes | access-log: not true or false: yes",
        "LOG_FORMAT | xml | log-format: neither text nor json: xml",
        "TLS_CERT | cert.pem | tls-key: missing; it goes with tls-cert",
        "TLS_KEY | key.pem | tls-cert: missing; it goes with tls-key",
        "ADMIN_EMAIL | a@b.c | admin-password: missing; it goes with admin-email",
        "API_TOKEN | secret | project: missing; it goes with api-token",
        "CONFIG | no-such.yaml | config: there is no such file"
      })
  void value_wrongInTheEnvironment_isNamedWithItsSource(
      Setting setting, String value, String problem) {
    Map<String, String> environment = Map.of(setting.variable(), value);
    String source = setting == Setting.CONFIG ? value : setting.variable();

    assertThatThrownBy(() -> complete(Map.of(), environment))
        .isInstanceOf(BadSettingException.class)
        .hasMessage(problem + " (" + source + ")");
  }

  @Test
  void value_wrongAmongSeveral_isTheOneNamed() {
    Map<String, String> account =
        Map.of("TOMBO_ADMIN_EMAIL", "ana@example.com", "TOMBO_ADMIN_PASSWORD", "secret");
    Map<String, String> project = Map.of("TOMBO_PROJECT", "p", "TOMBO_API_TOKEN", "secret");

    assertThatThrownBy(() -> complete(Map.of(), account))
        .hasMessage("admin-password: shorter than 8 characters (TOMBO_ADMIN_PASSWORD)");
    assertThatThrownBy(() -> complete(Map.of(), project))
        .hasMessage("api-token: not 32 lower-case hex digits (TOMBO_API_TOKEN)");
  }

  @Test
  void value_wrongOrEmptyOnTheCommandLine_isNamedWithItsOption() {
    assertThatThrownBy(() -> complete(Map.of(Setting.PORT, "x"), Map.of("TOMBO_PORT", "1")))
        .hasMessage("port: not a number: x (--port)");
    assertThatThrownBy(() -> complete(Map.of(Setting.DATABASE_URL, ""), Map.of()))
        .hasMessage("database-url: empty (--database-url)");
    assertThatThrownBy(() -> complete(Map.of(Setting.DATA, "a\0b"), Map.of()))
        .hasMessageStartingWith("data: ")
        .hasMessageEndingWith("(--data)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "prot: 1 | config: no such setting: 'prot' (FILE:1)",
        "config: a.yaml | config: no such setting: 'config' (FILE:1)",
        "'PORT: 1' | config: no such setting: 'PORT' (FILE:1)",
        "1: 2 | config: no such setting: '1' (FILE:1)",
        "'[a]: 2' | config: not YAML (FILE)",
        "'host: h\\nport: [1, 2]' | port: not one plain value (FILE:2)",
        "'port: {a: 1}' | port: not one plain value (FILE:1)",
        "'port:' | port: no value (FILE:1)",
        "'data: null' | data: no value (FILE:1)",
        "'data: true' | data: true or false makes no sense (FILE:1)",
        "'port: \"\"' | port: empty (FILE:1)",
        "'port: 80.5' | port: not a number: 80.5 (FILE:1)",
        "'access-log: 1' | access-log: not true or false: 1 (FILE:1)",
        "'port: 1\\nport: 2' | port: set twice (FILE:2)",
        "'- port' | config: not a mapping from settings to values (FILE:1)",
        "'port' | config: not a mapping from settings to values (FILE:1)"
      })
  void file_wrong_isNamedWithItsLine(String text, String problem) throws IOException {
    Path file = file(text.replace("\\n", "\n"));

    assertThatThrownBy(() -> complete(Map.of(Setting.CONFIG, file.toString()), Map.of()))
        .isInstanceOf(BadSettingException.class)
        .hasMessage(problem.replace("FILE", file.toString()));
  }

  @ParameterizedTest
  @CsvSource({"'port: [', 1", "'host: h\nport: \"1', 2", "'a: 1\n---\nb: 2', 2", "'port: *x', 1"})
  void file_thatIsNotYaml_isRefusedInOneLine(String text, int line) throws IOException {
    Path file = file(text);

    assertThatThrownBy(() -> complete(Map.of(Setting.CONFIG, file.toString()), Map.of()))
        .isInstanceOf(BadSettingException.class)
        .message()
        .startsWith("config: not YAML: ")
        .endsWith("(" + file + ":" + line + ")")
        .doesNotContain("\n");
  }

  @Test
  void file_thatCannotBeRead_isRefused() throws IOException {
    Path bytes = file("");
    Files.write(bytes, "host: \u00e9".getBytes(StandardCharsets.ISO_8859_1));

    assertThatThrownBy(() -> complete(Map.of(Setting.CONFIG, bytes.toString()), Map.of()))
        .hasMessage("config: not UTF-8 (" + bytes + ")");
    assertThatThrownBy(() -> complete(Map.of(Setting.CONFIG, directory.toString()), Map.of()))
        .hasMessage("config: cannot be read (" + directory + ")");
  }

  @ParameterizedTest
  @CsvSource({"''", "'# nothing but words'", "'---'", "'{}'"})
  void file_thatSaysNothing_changesNothing(String text) throws IOException {
    Settings settings = Settings.find(Map.of(Setting.CONFIG, file(text).toString()), Map.of());

    assertThat(settings.config()).isEqualTo(Settings.find(Map.of(), Map.of()).config());
  }

  private static ServerConfig complete(
      Map<Setting, String> options, Map<String, String> environment) {
    Settings settings = Settings.find(options, environment);
    assertThat(settings.logFormat()).isNotNull();
    return settings.config();
  }

  private static Path file(String text) throws IOException {
    return Files.writeString(Files.createTempFile(directory, "tombo", ".yaml"), text);
  }
}
