// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.http;

import dev.tombo.server.model.Account;
import dev.tombo.server.store.ProjectStore.Membership;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whoever asks, as the API shows them.
 *
 * @param account who they are
 * @param projects that they are members of, by number
 */
record MeView(AccountView account, List<MyProject> projects) {

  /**
   * An account.
   *
   * @param id its number
   * @param email with which it logs in
   * @param name what others see
   * @param admin whether it administers the server
   */
  record AccountView(String id, String email, String name, boolean admin) {
    static AccountView of(Account account) {
      return new AccountView(
          Long.toString(account.id()), account.email(), account.name(), account.admin());
    }
  }

  /**
   * A project that they are a member of.
   *
   * @param id its number
   * @param name what people call it
   * @param role what they are in it
   * @param token the newest API token of their own in it; null for none
   */
  record MyProject(String id, String name, String role, @Nullable TokenView token) {
    static MyProject of(Membership membership, @Nullable TokenView token) {
      return new MyProject(
          Long.toString(membership.project().id()),
          membership.project().name(),
          membership.role().wireName(),
          token);
    }
  }
}
