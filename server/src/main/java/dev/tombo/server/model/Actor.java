// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.model;

import java.net.InetAddress;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Who does something that the audit log tells.
 *
 * @param account their number; empty where nobody has logged in
 * @param name with which the account logs in, or what else did it, in words; empty where that is
 *     not known
 * @param address of the other end of the connection, in digits; empty where there is none
 */
public record Actor(OptionalLong account, String name, Optional<String> address) {
  /** The server, by itself. */
  public static final Actor SERVER = of("server");

  /** Whoever runs commands on the server's machine. */
  public static final Actor COMMAND_LINE = of("command line");

  /** A person who has shown who they are. */
  public static Actor of(Account account, InetAddress from) {
    return new Actor(
        OptionalLong.of(account.id()), account.email(), Optional.of(from.getHostAddress()));
  }

  /** Somebody who has shown no more than a link, a code or a cookie, if at all. */
  public static Actor unknown(InetAddress from) {
    return new Actor(OptionalLong.empty(), "", Optional.of(from.getHostAddress()));
  }

  private static Actor of(String name) {
    return new Actor(OptionalLong.empty(), name, Optional.empty());
  }
}
