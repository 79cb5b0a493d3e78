// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.store.jdbc;

import static dev.tombo.server.store.jdbc.Given.NOON;
import static dev.tombo.server.store.jdbc.Given.minute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tombo.server.model.Account;
import dev.tombo.server.model.Role;
import dev.tombo.server.store.AccountStore.FirstProject;
import dev.tombo.server.store.StoreConflictException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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

  @Test
  default void accounts_all_areInOrder() {
    Account ana = store().accounts().create("ana@example.com", "Ana", "hash", true, NOON);
    Account rui = store().accounts().create("rui@example.com", "Rui", "hash", false, NOON);

    assertThat(store().accounts().all()).containsExactly(ana, rui);
  }

  @Test
  default void createFirst_withProject_makesAllOnce() {
    Optional<Account> ana =
        store().accounts().createFirst("ana@example.com", "Ana", "hash", shop(1), NOON);
    Optional<Account> rui =
        store().accounts().createFirst("rui@example.com", "Rui", "hash", shop(2), NOON);

    assertThat(rui).isEmpty();
    var memberships = store().projects().ofAccount(ana.orElseThrow().id());
    assertThat(memberships).hasSize(1);
    assertThat(memberships.getFirst().project().name()).isEqualTo("shop");
    assertThat(memberships.getFirst().role()).isEqualTo(Role.OWNER);
    assertThat(store().apiTokens().find(shop(1).tokenHash())).isPresent();
    assertThat(store().apiTokens().find(shop(2).tokenHash())).isEmpty();
    assertThat(store().projects().all()).hasSize(1);
  }

  private static FirstProject shop(int token) {
    byte[] hash = new byte[32];
    hash[0] = (byte) token;
    return new FirstProject("shop", "default", hash, new byte[] {1});
  }

  @Test
  default void createFirst_ofManyAtOnce_makesOne() throws Exception {
    int many = 8;
    var start = new CountDownLatch(1);
    List<Future<Optional<Account>>> calls = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < many; i++) {
        String email = i + "@example.com";
        calls.add(
            threads.submit(
                () -> {
                  start.await();
                  return store().accounts().createFirst(email, "Ana", "hash", NOON);
                }));
      }
      start.countDown();
    }
    List<Account> made = new ArrayList<>();
    for (Future<Optional<Account>> call : calls) {
      call.get().ifPresent(made::add);
    }

    assertThat(made).hasSize(1).allMatch(Account::admin);
    assertThat(store().accounts().all()).isEqualTo(made);
  }

  @Test
  default void setPassword_ofAnAccount_endsItsSessionsOnly() {
    Account ana = store().accounts().create("ana@example.com", "Ana", "old", true, NOON);
    Account rui = store().accounts().create("rui@example.com", "Rui", "old", true, NOON);
    assertThat(store().sessions().create(1, ana, "agent", NOON, minute(9))).isTrue();
    assertThat(store().sessions().create(2, ana, "agent", NOON, minute(9))).isTrue();
    assertThat(store().sessions().create(3, rui, "agent", NOON, minute(9))).isTrue();

    assertThat(store().accounts().setPassword(ana.id(), "new", minute(1))).isTrue();

    assertThat(store().accounts().find(ana.id()).orElseThrow().passwordHash()).isEqualTo("new");
    assertThat(store().accounts().find(rui.id())).contains(rui);
    assertThat(store().sessions().account(1, minute(1))).isEmpty();
    assertThat(store().sessions().account(2, minute(1))).isEmpty();
    assertThat(store().sessions().account(3, minute(1))).contains(rui);
    assertThat(store().accounts().setPassword(99, "new", minute(1))).isFalse();
  }

  @Test
  default void setAdmin_ofAnAccount_changesIt() {
    Account ana = store().accounts().create("ana@example.com", "Ana", "hash", true, NOON);

    assertThat(store().accounts().setAdmin(ana.id(), false, NOON)).isTrue();
    assertThat(store().accounts().find(ana.id()).orElseThrow().admin()).isFalse();
    assertThat(store().accounts().setAdmin(99, true, NOON)).isFalse();
  }

  @Test
  default void changePassword_byTheOldOne_leavesOneSession() {
    Account ana = store().accounts().create("ana@example.com", "Ana", "old", true, NOON);
    assertThat(store().sessions().create(1, ana, "agent", NOON, minute(9))).isTrue();
    assertThat(store().sessions().create(2, ana, "agent", NOON, minute(9))).isTrue();
    assertThat(
            store().accounts().setResetLink(ana.id(), new byte[] {1}, NOON, minute(9), minute(9)))
        .isTrue();

    assertThat(store().accounts().changePassword(ana, "new", 2, minute(1))).isTrue();

    assertThat(store().accounts().find(ana.id()).orElseThrow().passwordHash()).isEqualTo("new");
    assertThat(store().sessions().account(1, minute(1))).isEmpty();
    assertThat(store().sessions().account(2, minute(1))).isPresent();
    assertThat(store().accounts().resetPassword(new byte[] {1}, "x", minute(1))).isFalse();
    assertThat(store().accounts().changePassword(ana, "late", 2, minute(1))).isFalse();
    assertThat(store().accounts().find(ana.id()).orElseThrow().passwordHash()).isEqualTo("new");
  }

  @Test
  default void resetPassword_byALink_isDoneOnceAndEndsSessions() {
    Account ana = store().accounts().create("ana@example.com", "Ana", "old", true, NOON);
    assertThat(store().sessions().create(1, ana, "agent", NOON, minute(9))).isTrue();
    assertThat(
            store().accounts().setResetLink(ana.id(), new byte[] {1}, NOON, minute(5), minute(5)))
        .isTrue();
    assertThat(
            store().accounts().setResetLink(ana.id(), new byte[] {2}, NOON, minute(6), minute(6)))
        .isTrue();

    assertThat(store().accounts().resetPassword(new byte[] {1}, "a", minute(1))).isFalse();
    assertThat(store().accounts().resetPassword(new byte[] {2}, "b", minute(6))).isFalse();
    assertThat(store().accounts().find(ana.id())).contains(ana);
    assertThat(store().accounts().resetPassword(new byte[] {2}, "c", minute(5))).isTrue();
    assertThat(store().accounts().resetPassword(new byte[] {2}, "d", minute(5))).isFalse();

    assertThat(store().accounts().find(ana.id()).orElseThrow().passwordHash()).isEqualTo("c");
    assertThat(store().sessions().account(1, minute(5))).isEmpty();
  }

  @Test
  default void setResetLink_unlessOneIsLater_leavesThatOne() {
    Account ana = store().accounts().create("ana@example.com", "Ana", "old", true, NOON);
    var accounts = store().accounts();
    assertThat(accounts.setResetLink(ana.id(), new byte[] {1}, NOON, minute(5), NOON)).isTrue();

    assertThat(accounts.setResetLink(ana.id(), new byte[] {2}, NOON, minute(6), minute(4)))
        .isFalse();

    assertThat(accounts.resetPassword(new byte[] {2}, "x", minute(1))).isFalse();
    assertThat(accounts.setResetLink(ana.id(), new byte[] {3}, NOON, minute(6), minute(5)))
        .isTrue();
    assertThat(accounts.resetPassword(new byte[] {1}, "x", minute(1))).isFalse();
    assertThat(accounts.resetPassword(new byte[] {3}, "x", minute(1))).isTrue();
  }
}
