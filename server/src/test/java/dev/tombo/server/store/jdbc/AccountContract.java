// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.store.jdbc;

import static dev.tombo.server.store.jdbc.Given.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tombo.server.model.Account;
import dev.tombo.server.store.StoreConflictException;
import org.junit.jupiter.api.Test;

/** What a store does with accounts. */
interface AccountContract extends OpenStore {
  @Test
  default void account_created_isFoundByNumberAndAddress() {
    var accounts = store().accounts();
    assertThat(accounts.any()).isFalse();

    Account account = accounts.create("ana@example.com", "Ana 😀", "hash", true, NOON);

    assertThat(account).isEqualTo(new Account(1, "ana@example.com", "Ana 😀", "hash", true, NOON));
    assertThat(accounts.any()).isTrue();
    assertThat(accounts.find(1)).contains(account);
    assertThat(accounts.findByEmail("ana@example.com")).contains(account);
    assertThat(accounts.create("rui@example.com", "Rui", "hash", false, NOON).admin()).isFalse();
  }

  @Test
  default void account_unknown_isNotFound() {
    assertThat(store().accounts().find(1)).isEmpty();
    assertThat(store().accounts().findByEmail("ana@example.com")).isEmpty();
  }

  @Test
  default void account_ofTakenAddress_conflicts() {
    store().accounts().create("ana@example.com", "Ana", "hash", true, NOON);

    assertThatThrownBy(
            () -> store().accounts().create("ana@example.com", "Other", "hash", true, NOON))
        .isInstanceOf(StoreConflictException.class);
  }
}
