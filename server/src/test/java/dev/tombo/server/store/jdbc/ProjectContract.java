// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.store.jdbc;

import static dev.tombo.server.store.jdbc.Given.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tombo.server.model.ApiToken;
import dev.tombo.server.model.Project;
import dev.tombo.server.model.Role;
import dev.tombo.server.store.ProjectStore.Membership;
import dev.tombo.server.store.StoreConflictException;
import dev.tombo.server.store.StoreException;
import org.junit.jupiter.api.Test;

/** What a store does with projects, their members and API tokens. */
interface ProjectContract extends OpenStore {
  private long account(String email) {
    return store().accounts().create(email, "Ana", "hash", false, NOON).id();
  }

  @Test
  default void project_created_belongsToItsOwner() {
    long ana = account("ana@example.com");
    long rui = account("rui@example.com");

    Project shop = store().projects().create("shop", ana, NOON);
    Project till = store().projects().create("till", rui, NOON);
    Project bank = store().projects().create("bank", ana, NOON);

    assertThat(shop).isEqualTo(new Project(1, "shop", NOON));
    assertThat(store().projects().find(till.id())).contains(till);
    assertThat(store().projects().find(99)).isEmpty();
    assertThat(store().projects().ofAccount(ana))
        .containsExactly(new Membership(shop, Role.OWNER), new Membership(bank, Role.OWNER));
    assertThat(store().projects().ofAccount(99)).isEmpty();
  }

  @Test
  default void project_ofTakenName_conflicts() {
    long ana = account("ana@example.com");
    store().projects().create("shop", ana, NOON);

    assertThatThrownBy(() -> store().projects().create("shop", ana, NOON))
        .isInstanceOf(StoreConflictException.class);
  }

  @Test
  default void project_ofUnknownOwner_isRefusedWhole() {
    assertThatThrownBy(() -> store().projects().create("shop", 99, NOON))
        .isExactlyInstanceOf(StoreException.class);
    assertThat(rows("select name from project")).isEmpty();
  }

  @Test
  default void token_created_isFoundByHashAndNumber() {
    long ana = account("ana@example.com");
    long project = store().projects().create("shop", ana, NOON).id();
    byte[] hash = {1, 0, -1};

    ApiToken token =
        store().projects().createToken(project, ana, "web", hash, new byte[] {9}, NOON);

    assertThat(token).isEqualTo(new ApiToken(1, project, ana, "web", NOON, null));
    assertThat(store().projects().findToken(hash)).contains(token);
    assertThat(store().projects().findToken(new byte[] {1, 0})).isEmpty();
    assertThat(store().projects().findToken(project, token.id())).contains(token);
    assertThat(store().projects().findToken(project + 1, token.id())).isEmpty();
  }

  @Test
  default void token_ofTakenHash_conflicts() {
    long ana = account("ana@example.com");
    long project = store().projects().create("shop", ana, NOON).id();
    byte[] hash = {1};
    store().projects().createToken(project, ana, "web", hash, hash, NOON);

    assertThatThrownBy(() -> store().projects().createToken(project, ana, "app", hash, hash, NOON))
        .isInstanceOf(StoreConflictException.class);
  }
}
