// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.mail;

import dev.tombo.server.mail.SmtpServer.Security;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Date;
import java.util.Properties;
import javax.net.ssl.SSLSocketFactory;

/** Hands mails to an SMTP server, each over a connection of its own. Thread-safe. */
final class SmtpSender {
  /** For a connection, for each answer on it, and for each piece written. */
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final SmtpServer server;
  private final InstantSource clock;
  private final Session session;

  /** A sender that trusts whom the sockets of a factory trust. */
  SmtpSender(SmtpServer server, InstantSource clock, SSLSocketFactory sockets) {
    this.server = server;
    this.clock = clock;
    this.session = Session.getInstance(properties(server, sockets));
  }

  /**
   * Sends a mail.
   *
   * @throws MessagingException if the server did not take it, or its word cannot be trusted
   */
  void send(Letter letter) throws MessagingException {
    MimeMessage message = new MimeMessage(session);
    message.setFrom(new InternetAddress(server.from(), true));
    message.setRecipient(Message.RecipientType.TO, new InternetAddress(letter.to(), true));
    message.setSubject(letter.subject(), StandardCharsets.UTF_8.name());
    message.setText(letter.text(), StandardCharsets.UTF_8.name());
    message.setSentDate(Date.from(clock.instant()));
    // So that nobody's holiday answers (RFC 3834).
    message.setHeader("Auto-Submitted", "auto-generated");
    message.saveChanges();
    try (Transport transport = session.getTransport("smtp")) {
      transport.connect(
          server.host(),
          server.port(),
          server.login().map(SmtpServer.Login::user).orElse(null),
          server.login().map(SmtpServer.Login::password).orElse(null));
      transport.sendMessage(message, message.getAllRecipients());
    }
  }

  private static Properties properties(SmtpServer server, SSLSocketFactory sockets) {
    Properties properties = new Properties();
    String patience = Long.toString(PATIENCE.toMillis());
    for (String name : new String[] {"connectiontimeout", "timeout", "writetimeout"}) {
      properties.setProperty("mail.smtp." + name, patience);
    }
    properties.setProperty("mail.smtp.auth", Boolean.toString(server.login().isPresent()));
    boolean startTls = server.security() == Security.STARTTLS;
    properties.setProperty("mail.smtp.starttls.enable", Boolean.toString(startTls));
    properties.setProperty("mail.smtp.starttls.required", Boolean.toString(startTls));
    properties.setProperty(
        "mail.smtp.ssl.enable", Boolean.toString(server.security() == Security.TLS));
    properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
    properties.put("mail.smtp.ssl.socketFactory", sockets);
    properties.setProperty("mail.smtp.ssl.socketFactory.fallback", "false");
    return properties;
  }
}
