// SPDX-License-Identifier: Apache-2.0
package dev.tombo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What leaves an application, and what does not. */
class RedactionTest {
  private static final SecretKeys KEYS = new SecretKeys(Collections.emptyList());

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "password=hunter2|password=[redacted]",
        "login failed for ana, password: hunter2!|login failed for ana, password: [redacted]",
        "{\"password\": \"a \\\" b\", \"n\": 1}|{\"password\": \"[redacted]\", \"n\": 1}",
        "{'api_key':'abc','n':1}|{'api_key':'[redacted]','n':1}",
        "GET /a?access_token=abc&x=1|GET /a?access_token=[redacted]&x=1",
        "Authorization: Bearer abc def|Authorization: [redacted]",
        "sent Bearer abc123def456ghi, got 401|sent Bearer [redacted], got 401",
        "Basic dXNlcjpwYXNz1w==|Basic [redacted]",
        "Cookie: a=b; c=d|Cookie: [redacted]",
        "jdbc:postgresql://ana:s3cret@db/shop|jdbc:postgresql://ana:[redacted]@db/shop",
        "jwt eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln end|jwt [redacted] end",
        "card 4111 1111 1111 1111 declined|card [redacted] declined",
        "card 4111-1111-1111-1111|card [redacted]",
        "card 378282246310005.|card [redacted].",
        "key AKIAIOSFODNN7EXAMPLE|key [redacted]",
        "ghp_0123456789abcdefghij|[redacted]",
        "token=abc|token=[redacted]",
        "token: abcdef0123456789ab|token: [redacted]",
        "senha=segredo;x|senha=[redacted];x",
        "a.client-secret = abc|a.client-secret = [redacted]",
        "db.password: hunter2|db.password: [redacted]",
        "password.value=hunter2|password.value=[redacted]",
        "secret.api.key: abcdef0123456789ab|secret.api.key: [redacted]",
      })
  void redact_secret_isTakenOut(String text, String expected) {
    assertThat(Secrets.redact(KEYS, text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Unexpected token: END_OF_FILE",
        "Basic authentication failed",
        "Bearer token expired",
        "order 4111111111111112 failed",
        "order 1764040000000 failed",
        "id 4111111111111111x",
        "http://host:8080/path?x=1",
        "http://host/a@b",
        "password={} for {}",
        "the password was wrong",
        "x=1, y=2: z",
        "eyJ is how it begins",
        "2026-11-23T12:00:00.123Z",
        "trace 4bf92f3577b34da6a3ce929d0e0e4736",
        "=:=:=",
        "password.Password.Compare: crypto/bcrypt: hashedPassword is not the hash",
        "com.acme.secrets.Vault.open: no such path",
        "com.acme.PasswordExpiredException: ana",
        "PasswordError: too short",
        "password=",
      })
  void redact_harmless_isTheVeryText(String text) {
    assertThat(Secrets.redact(KEYS, text)).isSameAs(text);
  }

  @Test
  void expectsSecret_template_isForTheValueOfAKeyOnly() {
    assertThat(Secrets.expectsSecret(KEYS, "api.key: {}", 9)).isTrue();
    assertThat(Secrets.expectsSecret(KEYS, "Passwords.check: {}", 17)).isFalse();
  }

  @Test
  void redact_privateKey_leavesItsFrame() {
    String text =
        "bad key -----BEGIN RSA PRIVATE KEY-----\nMIIE\nAbc\n-----END RSA PRIVATE KEY----- !";

    assertThat(Secrets.redact(KEYS, text))
        .isEqualTo(
            "bad key -----BEGIN RSA PRIVATE KEY-----[redacted]-----END RSA PRIVATE KEY----- !");
  }

  /** Each of these would take hours in quadratic time: a thousandth of it is enough to see. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "=",
        ":",
        "password",
        "://a",
        "://a:",
        "eyJa.",
        "eyJaaaaaaaaaa.",
        "-----BEGIN",
        "-----BEGIN PRIVATE KEY",
        "4 ",
        "41111",
        "bearer ",
        "password='",
        "password.a: ",
        "token=\\",
        "ghp_",
        "\""
      })
  void redact_millionsOfHalfSecrets_ends(String half) {
    StringBuilder text = new StringBuilder();
    while (text.length() < 4_000_000) {
      text.append(half);
    }

    assertThat(Secrets.redact(KEYS, text.toString())).isNotNull();
  }

  @Test
  void capture_secretsEverywhere_leavesNone() {
    Pipeline pipeline = new Pipeline(options -> options.redactKeys("Tax-Id"));
    Map<String, String> mdc = new HashMap<>();
    mdc.put("sessionId", "S3CRET");
    mdc.put("requestId", "r-1");
    mdc.put("note", "password=S3CRET");
    mdc.put("userTaxId", "S3CRET");
    pipeline.tombo.capture(
        Event.builder()
            .message("login of ana with password=S3CRET")
            .template("login of {} with password={}")
            .arguments("ana", "S3CRET")
            .exception(new IllegalStateException("token=S3CRET", new Exception("pwd=S3CRET")))
            .tag("api-key", "S3CRET")
            .context("mdc", mdc)
            .context(
                "nested",
                Collections.singletonMap(
                    "list", Arrays.asList("secret=S3CRET", Collections.singletonMap("pwd", 1234))))
            .request(
                Request.builder()
                    .url("https://ana:S3CRET@example.com/?token=S3CRET")
                    .header("Cookie", "S3CRET")
                    .header("X-Api-Key", "S3CRET")
                    .header("Accept", "text/html")
                    .build())
            .breadcrumbs(
                Collections.singletonList(
                    Breadcrumb.builder(Instant.EPOCH)
                        .message("password: S3CRET")
                        .data(Collections.singletonMap("passphrase", "S3CRET"))
                        .build()))
            .user(User.builder().id("7").email("ana@example.com").build())
            .build());
    pipeline.run();

    JsonNode event = pipeline.server.last().at("/events/0");
    assertThat(event.toString()).doesNotContain("S3CRET").doesNotContain("1234");
    assertThat(event.at("/arguments/0").asText()).isEqualTo("ana");
    assertThat(event.at("/template").asText()).isEqualTo("login of {} with password={}");
    assertThat(event.at("/context/mdc/requestId").asText()).isEqualTo("r-1");
    assertThat(event.at("/user/email").asText()).isEqualTo("ana@example.com");
    assertThat(event.at("/request/headers/Accept").asText()).isEqualTo("text/html");
  }

  @Test
  void beforeSend_always_seesWhatIsRedacted() {
    StringBuilder seen = new StringBuilder();
    Pipeline pipeline =
        new Pipeline(
            options ->
                options.beforeSend(
                    event -> {
                      seen.append(event.message().orElse(""));
                      return event;
                    }));
    pipeline.tombo.capture("password=hunter2");
    pipeline.run();

    assertThat(seen.toString()).isEqualTo("password=[redacted]");
  }

  @Test
  void capture_redactionOff_isSentAsItIs() {
    Pipeline pipeline = new Pipeline(options -> options.redact(false));
    pipeline.tombo.capture("password=hunter2");
    pipeline.run();

    assertThat(pipeline.server.last().at("/events/0/message").asText())
        .isEqualTo("password=hunter2");
  }
}
