// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.model;

import java.time.Instant;

/**
 * A person who logs in.
 *
 * @param id its number, from 1
 * @param email unique, lower-case
 * @param name what others see
 * @param passwordHash as made by {@code auth}
 * @param admin whether the account administers the server
 * @param createdAt when it was made
 */
public record Account(
    long id, String email, String name, String passwordHash, boolean admin, Instant createdAt) {

  /** What others see of it: its name, or its address where it has none. */
  public String shownName() {
    return shownName(name, email);
  }

  /** What others see of an account of this name and address. */
  public static String shownName(String name, String email) {
    return name.isBlank() ? email : name;
  }
}
