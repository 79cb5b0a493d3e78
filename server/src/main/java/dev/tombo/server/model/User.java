// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.model;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The person for whom an event happened.
 *
 * @param id the application's id of the person
 * @param email an e-mail address
 * @param username a log-in name
 * @param ip an address
 * @param extra keys that Tombo does not know
 */
public record User(
    @Nullable String id,
    @Nullable String email,
    @Nullable String username,
    @Nullable String ip,
    Map<String, Json> extra) {

  /** Nobody: what a client sends that knows of no one. */
  public static final User NOBODY = new User(null, null, null, null, Map.of());

  /**
   * What the person is counted by: id, else e-mail in whatever case, else username, else ip in
   * whatever form.
   */
  public Optional<String> identity() {
    return Stream.of(
            Optional.ofNullable(id).map(v -> "id:" + v),
            Optional.ofNullable(email).map(v -> "email:" + v.toLowerCase(Locale.ROOT)),
            Optional.ofNullable(username).map(v -> "username:" + v),
            Optional.ofNullable(ip).map(v -> "ip:" + Person.address(v).orElse(v)))
        .flatMap(Optional::stream)
        .filter(v -> !v.endsWith(":"))
        .findFirst();
  }
}
