// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.store.jdbc;

import static dev.tombo.server.store.jdbc.Given.NOON;
import static dev.tombo.server.store.jdbc.Given.minute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tombo.server.model.Account;
import dev.tombo.server.model.PersonalToken;
import dev.tombo.server.model.Scope;
import dev.tombo.server.store.Page;
import dev.tombo.server.store.PersonalTokenStore.Owned;
import dev.tombo.server.store.StoreConflictException;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What a store does with the credentials of people's scripts. */
interface PersonalTokenContract extends OpenStore {
  private Account account(String email) {
    return store().accounts().create(email, "Ana", "hash", false, NOON);
  }

  private PersonalToken token(Account account, int hash) {
    return store()
        .personalTokens()
        .create(account.id(), "ci", new byte[] {(byte) hash}, Scope.READ, NOON, minute(9));
  }

  private Page<PersonalToken> page(Account account, OptionalLong before, int limit) {
    return store().personalTokens().ofAccount(account.id(), before, limit);
  }

  @Test
  default void personalToken_created_isFoundUntilItExpires() {
    Account ana = account("ana@example.com");
    byte[] hash = {1, 0, -1};

    PersonalToken token =
        store().personalTokens().create(ana.id(), "ci 😀", hash, Scope.ADMIN, NOON, minute(9));

    assertThat(token)
        .isEqualTo(new PersonalToken(1, ana.id(), "ci 😀", Scope.ADMIN, NOON, minute(9), null));
    assertThat(store().personalTokens().find(hash, minute(8))).contains(new Owned(token, ana));
    assertThat(store().personalTokens().find(hash, minute(9))).isEmpty();
    assertThat(store().personalTokens().find(new byte[] {1, 0}, NOON)).isEmpty();
  }

  @Test
  default void personalToken_ofTakenHash_conflicts() {
    Account ana = account("ana@example.com");
    var unused = token(ana, 1);

    assertThatThrownBy(() -> token(ana, 1)).isInstanceOf(StoreConflictException.class);
  }

  @Test
  default void personalTokens_ofAnAccount_areLatestFirstInPages() {
    Account ana = account("ana@example.com");
    PersonalToken first = token(ana, 1);
    var unused = token(account("rui@example.com"), 2);
    PersonalToken second = token(ana, 3);
    PersonalToken third = token(ana, 4);

    assertThat(page(ana, OptionalLong.empty(), 3))
        .extracting(Page::items, Page::more)
        .containsExactly(List.of(third, second, first), false);
    assertThat(page(ana, OptionalLong.empty(), 2))
        .extracting(Page::items, Page::more)
        .containsExactly(List.of(third, second), true);
    assertThat(page(ana, OptionalLong.of(second.id()), 2))
        .extracting(Page::items, Page::more)
        .containsExactly(List.of(first), false);
  }

  @Test
  default void personalToken_revoked_isGoneForItsOwnerAndHolder() {
    Account ana = account("ana@example.com");
    Account rui = account("rui@example.com");
    PersonalToken token = token(ana, 1);

    assertThat(store().personalTokens().revoke(rui.id(), token.id(), NOON)).isFalse();
    assertThat(store().personalTokens().find(new byte[] {1}, NOON)).isPresent();
    assertThat(store().personalTokens().revoke(ana.id(), token.id(), NOON)).isTrue();

    assertThat(store().personalTokens().find(new byte[] {1}, NOON)).isEmpty();
    assertThat(page(ana, OptionalLong.empty(), 9).items()).isEmpty();
    assertThat(store().personalTokens().revoke(ana.id(), token.id(), NOON)).isFalse();
  }

  @Test
  default void revokeAll_ofAnAccount_leavesTheOthers() {
    Account ana = account("ana@example.com");
    Account rui = account("rui@example.com");
    var unused = List.of(token(ana, 1), token(ana, 2), token(rui, 3));

    assertThat(store().personalTokens().revokeAll(ana.id(), NOON)).isEqualTo(2);

    assertThat(store().personalTokens().find(new byte[] {1}, NOON)).isEmpty();
    assertThat(store().personalTokens().find(new byte[] {2}, NOON)).isEmpty();
    assertThat(store().personalTokens().find(new byte[] {3}, NOON)).isPresent();
    assertThat(store().personalTokens().revokeAll(ana.id(), NOON)).isZero();
  }

  @Test
  default void used_lateOrEarly_keepsTheLatest() {
    Account ana = account("ana@example.com");
    PersonalToken token = token(ana, 1);

    store().personalTokens().used(token.id(), minute(2));
    store().personalTokens().used(token.id(), minute(1));

    assertThat(page(ana, OptionalLong.empty(), 1).items())
        .extracting(PersonalToken::lastUsedAt)
        .containsExactly(minute(2));
  }
}
