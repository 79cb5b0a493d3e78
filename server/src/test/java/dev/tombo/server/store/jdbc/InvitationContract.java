// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.store.jdbc;

import static dev.tombo.server.store.jdbc.Given.NOON;
import static dev.tombo.server.store.jdbc.Given.minute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tombo.server.model.Account;
import dev.tombo.server.model.Invitation;
import dev.tombo.server.model.Role;
import dev.tombo.server.store.InvitationStore;
import dev.tombo.server.store.InvitationStore.NewInvitation;
import dev.tombo.server.store.InvitationStore.Offer;
import dev.tombo.server.store.StoreConflictException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What a store does with the open ways into projects. */
interface InvitationContract extends OpenStore {
  private InvitationStore invitations() {
    return store().invitations();
  }

  private long account(String email, String name) {
    return store().accounts().create(email, name, "hash", false, NOON).id();
  }

  private long project(String name, long owner) {
    return store().projects().create(name, owner, NOON).id();
  }

  private static byte[] hash(int number) {
    byte[] hash = new byte[32];
    hash[0] = (byte) number;
    return hash;
  }

  /** Makes one that expires at its minute. */
  private Invitation invite(long project, long by, int number, Optional<String> email) {
    return invitations()
        .create(
            new NewInvitation(project, Role.MEMBER, email, hash(number), by, NOON, minute(number)));
  }

  private List<Invitation> open(long project) {
    return invitations().ofProject(project, NOON);
  }

  @Test
  default void invitation_created_isFoundUntilItExpires() {
    long ana = account("ana@example.com", "");
    long shop = project("shop", ana);

    Invitation made = invite(shop, ana, 5, Optional.of("rui@example.com"));

    assertThat(made)
        .isEqualTo(
            new Invitation(
                made.id(),
                shop,
                Role.MEMBER,
                Optional.of("rui@example.com"),
                "ana@example.com",
                NOON,
                minute(5)));
    assertThat(invitations().find(hash(5), minute(4))).contains(new Offer(made, "shop"));
    assertThat(invitations().find(hash(5), minute(5))).isEmpty();
    assertThat(invitations().find(hash(6), NOON)).isEmpty();
    assertThat(open(shop)).containsExactly(made);
    assertThat(invitations().ofProject(shop, minute(5))).isEmpty();
    assertThat(open(shop + 1)).isEmpty();
  }

  @Test
  default void create_forgetsTheExpired_ofItsProjectOnly() {
    long ana = account("ana@example.com", "Ana");
    long shop = project("shop", ana);
    long bank = project("bank", ana);
    invite(shop, ana, 1, Optional.empty());
    Invitation other = invite(bank, ana, 2, Optional.empty());

    Invitation next =
        invitations()
            .create(
                new NewInvitation(
                    shop, Role.VIEWER, Optional.empty(), hash(9), ana, minute(3), minute(9)));

    assertThat(open(shop)).containsExactly(next);
    assertThat(open(bank)).containsExactly(other);
  }

  @Test
  default void accept_byAnAccount_makesItAMemberOnce() {
    long ana = account("ana@example.com", "Ana");
    long rui = account("rui@example.com", "Rui");
    long eva = account("eva@example.com", "Eva");
    long shop = project("shop", ana);
    invite(shop, ana, 5, Optional.empty());

    var membership = invitations().accept(hash(5), rui, minute(1)).orElseThrow();

    assertThat(membership.project().id()).isEqualTo(shop);
    assertThat(membership.role()).isEqualTo(Role.MEMBER);
    assertThat(store().projects().membership(rui, shop)).contains(membership);
    assertThat(open(shop)).isEmpty();
    assertThat(invitations().accept(hash(5), eva, minute(1))).isEmpty();
    assertThat(store().projects().ofAccount(eva)).isEmpty();
  }

  @Test
  default void accept_whenItHasExpired_changesNothing() {
    long ana = account("ana@example.com", "Ana");
    long rui = account("rui@example.com", "Rui");
    long shop = project("shop", ana);
    invite(shop, ana, 5, Optional.empty());

    assertThat(invitations().accept(hash(5), rui, minute(5))).isEmpty();
    assertThat(invitations().accept(hash(5), "eva@example.com", "Eva", "hash", minute(5)))
        .isEmpty();
    assertThat(store().projects().members(shop)).hasSize(1);
    assertThat(store().accounts().all()).hasSize(2);
  }

  @Test
  default void accept_byAMember_conflictsAndLeavesItOpen() {
    long ana = account("ana@example.com", "Ana");
    long shop = project("shop", ana);
    Invitation made = invite(shop, ana, 5, Optional.empty());

    assertThatThrownBy(() -> invitations().accept(hash(5), ana, NOON))
        .isInstanceOf(StoreConflictException.class);

    assertThat(store().projects().membership(ana, shop).orElseThrow().role()).isEqualTo(Role.OWNER);
    assertThat(open(shop)).containsExactly(made);
  }

  @Test
  default void accept_byANewPerson_makesTheAccountAndItsMembership() {
    long ana = account("ana@example.com", "Ana");
    long shop = project("shop", ana);
    Invitation made = invite(shop, ana, 5, Optional.empty());

    assertThatThrownBy(
            () -> invitations().accept(hash(5), "ana@example.com", "A", "hash", minute(1)))
        .isInstanceOf(StoreConflictException.class);
    assertThat(open(shop)).containsExactly(made);
    Account rui =
        invitations().accept(hash(5), "rui@example.com", "Rui", "secret", minute(1)).orElseThrow();

    assertThat(rui)
        .isEqualTo(new Account(rui.id(), "rui@example.com", "Rui", "secret", false, minute(1)));
    assertThat(store().accounts().find(rui.id())).contains(rui);
    assertThat(store().projects().membership(rui.id(), shop).orElseThrow().role())
        .isEqualTo(Role.MEMBER);
    assertThat(open(shop)).isEmpty();
  }

  @Test
  default void accept_ofManyAtOnce_letsOneIn() throws Exception {
    long ana = account("ana@example.com", "Ana");
    long shop = project("shop", ana);
    invite(shop, ana, 5, Optional.empty());
    var start = new CountDownLatch(1);
    List<Future<Optional<Account>>> calls = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 8; i++) {
        String email = i + "@example.com";
        calls.add(
            threads.submit(
                () -> {
                  start.await();
                  return invitations().accept(hash(5), email, "Rui", "hash", NOON);
                }));
      }
      start.countDown();
    }
    int made = 0;
    for (Future<Optional<Account>> call : calls) {
      made += call.get().isPresent() ? 1 : 0;
    }

    assertThat(made).isOne();
    assertThat(store().projects().members(shop)).hasSize(2);
    assertThat(store().accounts().all()).hasSize(2);
  }

  @Test
  default void revoke_ofAnInvitation_isDoneOnceAndInItsProject() {
    long ana = account("ana@example.com", "Ana");
    long shop = project("shop", ana);
    Invitation made = invite(shop, ana, 5, Optional.empty());

    assertThat(invitations().revoke(shop + 1, made.id(), NOON)).isFalse();
    assertThat(invitations().revoke(shop, made.id(), NOON)).isTrue();
    assertThat(invitations().revoke(shop, made.id(), NOON)).isFalse();
    assertThat(invitations().accept(hash(5), ana, NOON)).isEmpty();
  }

  @Test
  default void project_deleted_takesItsInvitationsAlong() {
    long ana = account("ana@example.com", "Ana");
    long rui = account("rui@example.com", "Rui");
    long shop = project("shop", ana);
    invite(shop, ana, 5, Optional.empty());

    assertThat(store().projects().delete(shop, minute(1))).isTrue();

    assertThat(invitations().find(hash(5), minute(1))).isEmpty();
    assertThat(invitations().accept(hash(5), rui, minute(1))).isEmpty();
    assertThat(store().projects().ofAccount(rui)).isEmpty();
  }
}
