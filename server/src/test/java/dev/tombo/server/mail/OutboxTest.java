// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.user.UserException;
import com.icegreen.greenmail.util.DummySSLSocketFactory;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.tombo.server.mail.SmtpServer.Login;
import dev.tombo.server.mail.SmtpServer.Security;
import jakarta.mail.MessagingException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sends mails to real SMTP servers: in the clear, over TLS, and to some that are not trusted. */
final class OutboxTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final Letter LETTER = new Letter("rui@example.com", "Olá", "está aqui");
  private static final long PATIENCE = 60_000;
  private static final SSLSocketFactory OF_THE_JDK =
      (SSLSocketFactory) SSLSocketFactory.getDefault();

  private final GreenMail plain =
      new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
  private final GreenMail secure =
      new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTPS));

  @BeforeEach
  void start() throws UserException {
    plain.start();
    secure.start();
    plain.getUserManager().createUser("tombo@example.com", "tombo", "swordfish");
    plain.getUserManager().setAuthRequired(true);
  }

  @AfterEach
  void stop() {
    plain.stop();
    secure.stop();
  }

  @Test
  void send_withLogIn_isTaken() throws Exception {
    sender(plain, Security.NONE, login("swordfish"), OF_THE_JDK).send(LETTER);

    assertThat(plain.getReceivedMessages()[0].getSubject()).isEqualTo("Olá");
    assertThat(plain.getReceivedMessages()[0].getContent()).asString().startsWith("está aqui");
    assertThat(plain.getReceivedMessages()[0].getSentDate()).isEqualTo(NOON);
  }

  @Test
  void send_withAWrongPassword_fails() {
    assertThatThrownBy(() -> sender(plain, Security.NONE, login("guess"), OF_THE_JDK).send(LETTER))
        .isInstanceOf(MessagingException.class)
        .message()
        .doesNotContain("guess");
    assertThat(plain.getReceivedMessages()).isEmpty();
  }

  @Test
  void send_overStarttlsWhereThereIsNone_saysNothingInTheClear() {
    assertThatThrownBy(
            () -> sender(plain, Security.STARTTLS, login("swordfish"), OF_THE_JDK).send(LETTER))
        .isInstanceOf(MessagingException.class)
        .hasMessageContaining("STARTTLS");
    assertThat(plain.getReceivedMessages()).isEmpty();
  }

  @Test
  void send_overTlsToOneThatIsNotTrusted_fails() {
    assertThatThrownBy(
            () -> sender(secure, Security.TLS, Optional.empty(), OF_THE_JDK).send(LETTER))
        .isInstanceOf(MessagingException.class);
    assertThat(secure.getReceivedMessages()).isEmpty();
  }

  @Test
  void send_overTlsToOneOfAnotherName_fails() {
    // Trusts any certificate; this one is of no server that is called 127.0.0.1.
    assertThatThrownBy(
            () ->
                sender(secure, Security.TLS, Optional.empty(), new DummySSLSocketFactory())
                    .send(LETTER))
        .isInstanceOf(MessagingException.class);
    assertThat(secure.getReceivedMessages()).isEmpty();
  }

  @Test
  void post_moreThanMayWait_isRefusedAndTheOthersAreSent() throws Exception {
    Outbox outbox =
        new Outbox(
            server(plain, Security.NONE, login("swordfish")),
            () -> NOON,
            Thread.ofPlatform().daemon(true).factory());
    var running = new CountDownLatch(1);
    var held = new CountDownLatch(1);
    assertThat(
            outbox.post(
                () -> {
                  running.countDown();
                  awaitQuietly(held);
                  return Optional.empty();
                }))
        .isTrue();
    running.await();
    assertThat(outbox.post(() -> Optional.of(LETTER))).isTrue();
    assertThat(
            outbox.post(
                () -> {
                  throw new IllegalStateException("cannot be written");
                }))
        .isTrue();
    for (int i = 2; i < 100; i++) {
      assertThat(outbox.post(Optional::empty)).isTrue();
    }
    assertThat(outbox.post(Optional::empty)).isFalse();

    held.countDown();
    outbox.close(Duration.ofMillis(PATIENCE));

    assertThat(plain.getReceivedMessages()).hasSize(1);
    assertThat(outbox.post(Optional::empty)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "tombo", "tombo@", "a@b\r\nBcc: c@d", "a@b, c@d"})
  void server_fromNoAddress_isRefused(String from) {
    assertThatThrownBy(() -> new SmtpServer("h", 25, Security.NONE, Optional.empty(), from))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static Optional<Login> login(String password) {
    return Optional.of(new Login("tombo", password));
  }

  private static SmtpServer server(GreenMail at, Security security, Optional<Login> login) {
    int port = (security == Security.TLS ? at.getSmtps() : at.getSmtp()).getPort();
    return new SmtpServer("127.0.0.1", port, security, login, "tombo@example.com");
  }

  private static SmtpSender sender(
      GreenMail at, Security security, Optional<Login> login, SSLSocketFactory sockets) {
    return new SmtpSender(server(at, security, login), () -> NOON, sockets);
  }
}
