// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.mail;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.util.Locale;
import java.util.Optional;

/**
 * Who takes mails.
 *
 * @param host a name or an address; of the operator's choice, so it may well be an inside one
 * @param port where it listens
 * @param security how the connection is secured
 * @param login with what one logs in; empty where that is not asked for
 * @param from the address that mails come from, with a name if need be
 */
public record SmtpServer(
    String host, int port, Security security, Optional<Login> login, String from) {
  /**
   * Checks each value.
   *
   * @throws IllegalArgumentException saying what is wrong
   */
  public SmtpServer {
    if (host.isBlank() || port < 1 || port > 65_535) {
      throw new IllegalArgumentException("not a host and a port: " + host + " " + port);
    }
    try {
      new InternetAddress(from, true).validate();
    } catch (AddressException e) {
      throw new IllegalArgumentException("not an e-mail address such as tombo@example.com", e);
    }
  }

  /** How a connection is secured. */
  public enum Security {
    /** It begins in plain text and is encrypted before anything is said, or given up. */
    STARTTLS(587),
    /** It is encrypted from the start. */
    TLS(465),
    /** Not at all: for a server on this machine. */
    NONE(25);

    private final int port;

    Security(int port) {
      this.port = port;
    }

    /** Where servers of this kind listen. */
    public int port() {
      return port;
    }

    /**
     * Reads the lower-case name.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static Security parse(String text) {
      for (Security one : values()) {
        if (one.name().toLowerCase(Locale.ROOT).equals(text)) {
          return one;
        }
      }
      throw new IllegalArgumentException("not starttls, tls or none: " + text);
    }
  }

  /**
   * With what one logs in.
   *
   * @param user who
   * @param password secret
   */
  public record Login(String user, String password) {
    @Override
    public String toString() {
      return "Login[" + user + "]";
    }
  }
}
