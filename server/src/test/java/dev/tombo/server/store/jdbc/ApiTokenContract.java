// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.store.jdbc;

import static dev.tombo.server.store.jdbc.Given.NOON;
import static dev.tombo.server.store.jdbc.Given.minute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tombo.server.model.ApiToken;
import dev.tombo.server.store.ApiTokenStore;
import dev.tombo.server.store.ApiTokenStore.NewToken;
import dev.tombo.server.store.ApiTokenStore.StoredToken;
import dev.tombo.server.store.DigestTransaction.TokenUse;
import dev.tombo.server.store.NoProjectException;
import dev.tombo.server.store.StoreConflictException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a store does with API tokens. */
interface ApiTokenContract extends OpenStore {
  private ApiTokenStore tokens() {
    return store().apiTokens();
  }

  private long account(String email, String name) {
    return store().accounts().create(email, name, "hash", false, NOON).id();
  }

  private long project(String name, long owner) {
    return store().projects().create(name, owner, NOON).id();
  }

  private ApiToken token(long project, long account, int hash) {
    return tokens().create(project, newToken(account, hash), NOON);
  }

  private static NewToken newToken(long account, int hash) {
    return new NewToken(account, "web", new byte[] {(byte) hash, 0, -1}, new byte[] {9, 8});
  }

  @Test
  default void token_created_isFoundByHashAndNumber() {
    long ana = account("ana@example.com", "Ana");
    long shop = project("shop", ana);
    assertThat(tokens().any(shop)).isFalse();

    ApiToken token = token(shop, ana, 1);

    assertThat(token).isEqualTo(new ApiToken(1, shop, ana, "web", NOON, null));
    assertThat(tokens().find(new byte[] {1, 0, -1})).contains(token);
    assertThat(tokens().find(new byte[] {1, 0})).isEmpty();
    assertThat(tokens().find(shop, token.id())).contains(token);
    assertThat(tokens().find(shop + 1, token.id())).isEmpty();
    assertThat(tokens().any(shop)).isTrue();
    assertThat(tokens().any(shop + 1)).isFalse();
  }

  @Test
  default void token_ofProjectDeletedMeanwhile_isRefused() {
    long ana = account("ana@example.com", "Ana");
    long shop = project("shop", ana);
    ApiToken first = token(shop, ana, 1);
    assertThat(store().projects().delete(shop, NOON)).isTrue();

    assertThatThrownBy(() -> token(shop, ana, 2)).isInstanceOf(NoProjectException.class);
    assertThat(tokens().replace(shop, first.id(), newToken(ana, 3), NOON)).isEmpty();
  }

  @Test
  default void token_ofTakenHash_conflicts() {
    long ana = account("ana@example.com", "Ana");
    long shop = project("shop", ana);
    token(shop, ana, 1);

    assertThatThrownBy(() -> token(shop, ana, 1)).isInstanceOf(StoreConflictException.class);
  }

  @Test
  default void list_ofTokens_saysMakerAndUse() {
    long ana = account("ana@example.com", "Ana 😀");
    long rui = account("rui@example.com", "");
    long shop = project("shop", ana);
    long bank = project("bank", ana);
    ApiToken used = token(shop, ana, 1);
    ApiToken unused = token(shop, rui, 2);
    token(bank, ana, 3);
    store()
        .digests()
        .inTransaction(
            tx -> {
              tx.useTokens(shop, List.of(new TokenUse(used.id(), minute(3))));
              tx.useTokens(bank, List.of(new TokenUse(unused.id(), minute(4))));
            });

    List<StoredToken> list = tokens().list(shop);

    assertThat(list).extracting(StoredToken::token).containsExactly(used, unused);
    assertThat(list)
        .extracting(StoredToken::createdBy)
        .containsExactly("Ana 😀", "rui@example.com");
    assertThat(list).extracting(StoredToken::lastUsedAt).containsExactly(minute(3), null);
    assertThat(list.getFirst().sealed()).containsExactly(9, 8);
    assertThat(tokens().list(99)).isEmpty();
  }

  @Test
  default void newest_ofSeveral_isTheAccountsLast() {
    long ana = account("ana@example.com", "Ana");
    long rui = account("rui@example.com", "Rui");
    long shop = project("shop", ana);
    ApiToken first = token(shop, ana, 1);
    ApiToken last = token(shop, ana, 2);
    token(shop, rui, 3);

    assertThat(tokens().newest(shop, ana).orElseThrow().token()).isEqualTo(last);
    tokens().revoke(shop, last.id(), NOON);
    assertThat(tokens().newest(shop, ana).orElseThrow().token()).isEqualTo(first);
    assertThat(tokens().newest(shop, 99)).isEmpty();
    assertThat(tokens().newest(shop + 1, ana)).isEmpty();
  }

  @Test
  default void revoke_ofToken_isDoneOnceAndInItsProject() {
    long ana = account("ana@example.com", "Ana");
    long shop = project("shop", ana);
    ApiToken token = token(shop, ana, 1);

    assertThat(tokens().revoke(shop + 1, token.id(), minute(1))).isFalse();
    assertThat(tokens().list(shop)).hasSize(1);
    assertThat(tokens().revoke(shop, token.id(), minute(2))).isTrue();
    assertThat(tokens().revoke(shop, token.id(), minute(3))).isFalse();

    assertThat(tokens().list(shop)).isEmpty();
    assertThat(tokens().find(shop, token.id()).orElseThrow().revokedAt()).isEqualTo(minute(2));
    assertThat(tokens().any(shop)).isTrue();
  }

  @Test
  default void replace_ofToken_isDoneOnceAndAllOrNothing() {
    long ana = account("ana@example.com", "Ana");
    long shop = project("shop", ana);
    ApiToken old = token(shop, ana, 1);
    ApiToken other = token(shop, ana, 2);

    assertThatThrownBy(() -> tokens().replace(shop, old.id(), newToken(ana, 2), minute(1)))
        .isInstanceOf(StoreConflictException.class);
    assertThat(tokens().list(shop)).extracting(StoredToken::token).containsExactly(old, other);
    ApiToken next = tokens().replace(shop, old.id(), newToken(ana, 3), minute(1)).orElseThrow();

    assertThat(tokens().list(shop)).extracting(StoredToken::token).containsExactly(other, next);
    assertThat(tokens().find(shop, old.id()).orElseThrow().revokedAt()).isEqualTo(minute(1));
    assertThat(tokens().replace(shop, old.id(), newToken(ana, 4), minute(2))).isEmpty();
    assertThat(tokens().replace(shop + 1, next.id(), newToken(ana, 4), minute(2))).isEmpty();
    assertThat(tokens().list(shop)).hasSize(2);
  }
}
