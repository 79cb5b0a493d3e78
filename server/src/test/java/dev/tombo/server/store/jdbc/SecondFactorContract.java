// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.store.jdbc;

import static dev.tombo.server.store.jdbc.Given.NOON;
import static dev.tombo.server.store.jdbc.Given.minute;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tombo.server.model.Account;
import dev.tombo.server.store.SecondFactorStore;
import dev.tombo.server.store.SecondFactorStore.SecondFactor;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a store does with what accounts are asked for beside their passwords. */
interface SecondFactorContract extends OpenStore {
  private Account account(String email) {
    return store().accounts().create(email, "Ana", "hash", false, NOON);
  }

  private SecondFactorStore factors() {
    return store().secondFactors();
  }

  private void confirm(Account account) {
    assertThat(factors().start(account.id(), new byte[] {1})).isTrue();
    var codes = List.of(new byte[] {7}, new byte[] {8});
    assertThat(factors().confirm(account.id(), new byte[] {1}, 100, codes, 0, NOON)).isTrue();
  }

  private SecondFactor found(Account account) {
    return factors().find(account.id()).orElseThrow();
  }

  @Test
  default void secondFactor_started_isReplacedUntilItIsConfirmed() {
    Account ana = account("ana@example.com");
    assertThat(factors().find(ana.id())).isEmpty();

    assertThat(factors().start(ana.id(), new byte[] {1})).isTrue();
    assertThat(factors().start(ana.id(), new byte[] {2, 0})).isTrue();

    assertThat(found(ana).sealed()).containsExactly(2, 0);
    assertThat(found(ana).confirmed()).isFalse();
    assertThat(factors().confirm(ana.id(), new byte[] {1}, 1, List.of(), 0, NOON))
        .as("replaced")
        .isFalse();
    assertThat(factors().confirm(ana.id(), new byte[] {2, 0}, 1, List.of(), 0, NOON)).isTrue();
    assertThat(factors().confirm(ana.id(), new byte[] {2, 0}, 1, List.of(), 0, NOON))
        .as("again")
        .isFalse();
    assertThat(factors().start(ana.id(), new byte[] {3})).isFalse();
    assertThat(found(ana).sealed()).containsExactly(2, 0);
  }

  @Test
  default void confirm_ofAnAccount_endsItsOtherSessions() {
    Account ana = account("ana@example.com");
    Account rui = account("rui@example.com");
    assertThat(store().sessions().create(1, ana, "agent", NOON, minute(9))).isTrue();
    assertThat(store().sessions().create(2, ana, "agent", NOON, minute(9))).isTrue();
    assertThat(store().sessions().create(3, rui, "agent", NOON, minute(9))).isTrue();
    assertThat(factors().start(ana.id(), new byte[] {1})).isTrue();

    assertThat(factors().confirm(ana.id(), new byte[] {1}, 1, List.of(), 2, minute(1))).isTrue();

    assertThat(store().sessions().account(1, minute(1))).isEmpty();
    assertThat(store().sessions().account(2, minute(1))).contains(ana);
    assertThat(store().sessions().account(3, minute(1))).contains(rui);
  }

  @Test
  default void use_ofAStep_isDoneOnceAndNoEarlierAfterIt() {
    Account ana = account("ana@example.com");
    confirm(ana);

    assertThat(factors().use(ana.id(), 100)).as("that of the confirmation").isFalse();
    assertThat(factors().use(ana.id(), 102)).isTrue();
    assertThat(factors().use(ana.id(), 102)).isFalse();
    assertThat(factors().use(ana.id(), 101)).isFalse();
    assertThat(found(ana).lastStep()).isEqualTo(102);
    assertThat(factors().use(99, 1)).isFalse();
  }

  @Test
  default void guess_ofOneCount_isCountedOnceAndForgottenByAUse() {
    Account ana = account("ana@example.com");
    confirm(ana);

    assertThat(factors().guess(ana.id(), 0, minute(1))).isTrue();
    assertThat(factors().guess(ana.id(), 0, minute(2))).isFalse();
    assertThat(factors().guess(ana.id(), 1, minute(3))).isTrue();

    assertThat(found(ana).guesses()).isEqualTo(2);
    assertThat(found(ana).guessedAt()).isEqualTo(minute(3));
    assertThat(factors().use(ana.id(), 101)).isTrue();
    assertThat(found(ana).guesses()).isZero();
  }

  @Test
  default void recoveryCode_ofAnAccount_isUsedOnce() {
    Account ana = account("ana@example.com");
    Account rui = account("rui@example.com");
    confirm(ana);
    confirm(rui);
    assertThat(factors().guess(ana.id(), 0, NOON)).isTrue();

    assertThat(factors().useRecoveryCode(ana.id(), new byte[] {9}, NOON)).isFalse();
    assertThat(found(ana).guesses()).as("a wrong one forgets no guesses").isEqualTo(1);
    assertThat(factors().useRecoveryCode(ana.id(), new byte[] {7}, NOON)).isTrue();
    assertThat(factors().useRecoveryCode(ana.id(), new byte[] {7}, NOON)).isFalse();

    assertThat(found(ana).guesses()).isZero();
    assertThat(factors().recoveryCodes(ana.id())).isEqualTo(1);
    assertThat(factors().recoveryCodes(rui.id())).isEqualTo(2);
  }

  @Test
  default void recoveryCodes_set_replaceThoseThatThereWere() {
    Account ana = account("ana@example.com");
    assertThat(factors().setRecoveryCodes(ana.id(), List.of(new byte[] {1}), NOON)).isFalse();
    assertThat(factors().recoveryCodes(ana.id())).isZero();
    confirm(ana);

    assertThat(factors().setRecoveryCodes(ana.id(), List.of(new byte[] {1}), NOON)).isTrue();

    assertThat(factors().useRecoveryCode(ana.id(), new byte[] {7}, NOON)).isFalse();
    assertThat(factors().useRecoveryCode(ana.id(), new byte[] {1}, NOON)).isTrue();
  }

  @Test
  default void remove_ofAnAccount_leavesNothingOfItsOwn() {
    Account ana = account("ana@example.com");
    Account rui = account("rui@example.com");
    confirm(ana);
    confirm(rui);

    assertThat(factors().remove(ana.id(), NOON)).isTrue();

    assertThat(factors().find(ana.id())).isEmpty();
    assertThat(factors().recoveryCodes(ana.id())).isZero();
    assertThat(factors().useRecoveryCode(ana.id(), new byte[] {7}, NOON)).isFalse();
    assertThat(factors().find(rui.id())).isPresent();
    assertThat(factors().recoveryCodes(rui.id())).isEqualTo(2);
    assertThat(factors().remove(ana.id(), NOON)).isFalse();
  }
}
