// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.tombo.server.mail.SmtpServer;
import dev.tombo.server.mail.SmtpServer.Security;
import dev.tombo.server.model.PublicUrl;
import jakarta.mail.internet.MimeMessage;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Forgets a password, and gets another by what a real SMTP server was handed. */
final class ResetMailHttpTest {
  private static final String RUI = "rui@example.com";
  private static final String MAIL = "/api/v1/password-resets/mail";
  private static final long PATIENCE = 60_000;
  private static final Pattern LINK =
      Pattern.compile("https://errors\\.example\\.com/base/reset-password#(\\w{40})\\s");

  @TempDir Path data = Path.of("");
  private final GreenMail mails =
      new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
  private @Nullable TestServer started;

  @BeforeEach
  void start() {
    mails.start();
    SmtpServer smtp =
        new SmtpServer(
            "127.0.0.1",
            mails.getSmtp().getPort(),
            Security.NONE,
            Optional.empty(),
            "Tombo <tombo@example.com>");
    started =
        TestServer.start(
            data,
            config ->
                config.mail(smtp).publicUrl(PublicUrl.parse("https://errors.example.com/base")));
    assertThat(server().account(RUI)).isNotEmpty();
  }

  @AfterEach
  void stop() {
    server().close();
    mails.stop();
  }

  @Test
  void ask_forAnAccount_mailsALinkThatWorksOnce() throws Exception {
    assertThat(ask(" Rui@Example.com ").status()).isEqualTo(204);

    assertThat(mails.waitForIncomingEmail(PATIENCE, 1)).isTrue();
    MimeMessage mail = mails.getReceivedMessages()[0];
    assertThat(mail.getFrom())
        .extracting(Object::toString)
        .containsExactly("Tombo <tombo@example.com>");
    assertThat(mail.getAllRecipients()).extracting(Object::toString).containsExactly(RUI);
    assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
    String text = mail.getContent().toString();
    assertThat(text).contains("Alguém", "Somebody");
    Matcher link = LINK.matcher(text);
    assertThat(link.find()).as(text).isTrue();
    assertThat(redeem(link.group(1)).status()).isEqualTo(204);
    assertThat(redeem(link.group(1)).status()).isEqualTo(404);
    assertThat(server().logIn(RUI, "battery staple").status()).isEqualTo(200);
  }

  @Test
  void ask_forNobody_isAnsweredAlikeAndMailsNothing() {
    for (String email : List.of("nobody@example.com", "nobody", "", "rui@example.com\\nBcc: x@y")) {
      Answer answer = ask(email);
      assertThat(answer.status()).as(email).isEqualTo(204);
      assertThat(answer.body()).isEmpty();
    }
    assertThat(ask(RUI).status()).isEqualTo(204);

    assertThat(mails.waitForIncomingEmail(PATIENCE, 1)).isTrue();
    assertThat(mails.getReceivedMessages()).as("written in order").hasSize(1);
  }

  @Test
  void ask_againAndAgain_mailsOneAndHasToWait() {
    for (int i = 0; i < 5; i++) {
      assertThat(ask(RUI).status()).isEqualTo(204);
    }
    assertThat(ask(RUI).status()).isEqualTo(429);

    assertThat(ask(TestServer.EMAIL).status()).isEqualTo(204);
    assertThat(mails.waitForIncomingEmail(PATIENCE, 2)).isTrue();
    assertThat(mails.getReceivedMessages())
        .extracting(mail -> mail.getAllRecipients()[0].toString())
        .containsExactly(RUI, TestServer.EMAIL);
  }

  @Test
  void setup_whereMailsAreSent_saysSo() {
    assertThat(server().send(server().request("/api/v1/setup")).json().path("forgottenPassword"))
        .hasToString("\"mail\"");
  }

  @Test
  void ask_whileTheMailServerIsAway_isAnsweredAlike() {
    mails.stop();

    assertThat(ask(RUI).status()).isEqualTo(204);
    assertThat(ask("nobody@example.com").status()).isEqualTo(204);
  }

  private TestServer server() {
    return Objects.requireNonNull(started);
  }

  private Answer ask(String email) {
    return server().send("POST", MAIL, "{\"email\":\"" + email + "\"}", "");
  }

  private Answer redeem(String token) {
    String json = "{\"token\":\"%s\",\"password\":\"battery staple\"}".formatted(token);
    return server().send("POST", "/api/v1/password-resets/redeem", json, "");
  }
}
