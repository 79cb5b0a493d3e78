// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tombo.server.Certificates;
import dev.tombo.server.mail.SmtpServer.Login;
import dev.tombo.server.mail.SmtpServer.Security;
import jakarta.mail.MessagingException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sends mails over connections that are encrypted once they are made. */
final class StarttlsTest {
  private static final Letter LETTER = new Letter("rui@example.com", "Reset", "a link");

  @TempDir private static Path folder;
  private static Certificates certificates;

  @BeforeAll
  static void make() throws Exception {
    certificates = Certificates.make(folder, "smtp", "EC");
  }

  @Test
  void send_toOneThatIsTrusted_saysAllButTheGreetingInSecret() throws Exception {
    try (StarttlsServer server = new StarttlsServer(certificates)) {
      sender(server, server.trusting()).send(LETTER);
      server.awaitEnd();

      assertThat(server.told(false)).hasSize(2);
      assertThat(server.told(false).getLast()).isEqualTo("STARTTLS");
      assertThat(server.told(true)).anyMatch(line -> line.startsWith("AUTH PLAIN "));
      assertThat(server.told(true))
          .contains("RCPT TO:<rui@example.com>", "Subject: Reset", "a link");
    }
  }

  @Test
  void send_toOneThatIsNotTrusted_saysNothingMore() throws Exception {
    try (StarttlsServer server = new StarttlsServer(certificates)) {
      SmtpSender sender = sender(server, (SSLSocketFactory) SSLSocketFactory.getDefault());
      assertThatThrownBy(() -> sender.send(LETTER)).isInstanceOf(MessagingException.class);
      server.awaitEnd();

      assertThat(server.told(false)).hasSize(2);
      assertThat(server.told(true)).isEmpty();
    }
  }

  private static SmtpSender sender(StarttlsServer server, SSLSocketFactory sockets) {
    Login login = new Login("tombo", "swordfish");
    return new SmtpSender(
        new SmtpServer(
            "127.0.0.1", server.port(), Security.STARTTLS, Optional.of(login), "tombo@example.com"),
        () -> Instant.EPOCH,
        sockets);
  }
}
