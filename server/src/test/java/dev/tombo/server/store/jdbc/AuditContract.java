// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.store.jdbc;

import static dev.tombo.server.store.jdbc.Given.NOON;
import static dev.tombo.server.store.jdbc.Given.minute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tombo.server.model.Account;
import dev.tombo.server.model.Actor;
import dev.tombo.server.model.AuditAction;
import dev.tombo.server.model.AuditEntry;
import dev.tombo.server.model.AuditEntry.Deed;
import dev.tombo.server.model.Role;
import dev.tombo.server.store.AuditStore.AuditQuery;
import dev.tombo.server.store.Page;
import dev.tombo.server.store.ProjectStore.MemberChange;
import dev.tombo.server.store.StoreConflictException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What a store tells of who did what. */
interface AuditContract extends OpenStore {
  /** All of it. */
  AuditQuery ALL = query(Optional.empty(), OptionalLong.empty(), OptionalLong.empty());

  private static AuditQuery query(
      Optional<AuditAction> action, OptionalLong account, OptionalLong project) {
    return new AuditQuery(action, account, project, Optional.empty(), Optional.empty());
  }

  private static AuditQuery between(Instant since, Instant until) {
    return new AuditQuery(
        Optional.empty(),
        OptionalLong.empty(),
        OptionalLong.empty(),
        Optional.of(since),
        Optional.of(until));
  }

  private Account account(String email) {
    return store().accounts().create(email, "", "hash", false, NOON);
  }

  private static Actor actor(Account account) {
    return new Actor(
        OptionalLong.of(account.id()), account.email(), Optional.of("2001:db8:0:0:0:0:0:7"));
  }

  private List<AuditEntry> entries(AuditQuery query) {
    return store().audit().entries(query, OptionalLong.empty(), 100).items();
  }

  private List<AuditAction> actions(AuditQuery query) {
    return entries(query).stream().map(entry -> entry.deed().action()).toList();
  }

  @Test
  default void change_bySomebody_isToldWithWhoAndWhenAsItWasCalledThen() {
    Account ana = account("ana@example.com");
    long shop = store().projects().by(actor(ana)).create("shop", ana.id(), minute(1)).id();

    List<AuditEntry> told = entries(ALL);

    assertThat(told).hasSize(3);
    assertThat(told.get(0))
        .isEqualTo(
            new AuditEntry(
                told.get(0).id(),
                minute(1),
                actor(ana),
                Deed.in(shop, AuditAction.MEMBER_ADDED, ana.id(), "ana@example.com", "owner")));
    assertThat(told.get(1).deed())
        .isEqualTo(Deed.in(shop, AuditAction.PROJECT_CREATED, shop, "shop", ""));
    assertThat(told.get(2).actor()).isEqualTo(Actor.SERVER);
    assertThat(told.get(2).deed())
        .isEqualTo(Deed.of(AuditAction.ACCOUNT_CREATED, ana.id(), "ana@example.com", ""));
  }

  @Test
  default void change_ofNothing_isNotTold() {
    Account ana = account("ana@example.com");
    long shop = store().projects().create("shop", ana.id(), NOON).id();
    List<AuditEntry> before = entries(ALL);

    assertThat(store().projects().delete(99, NOON)).isFalse();
    assertThat(store().accounts().setAdmin(99, true, NOON)).isFalse();
    assertThat(store().accounts().setPassword(99, "hash", NOON)).isFalse();
    assertThat(store().apiTokens().revoke(shop, 99, NOON)).isFalse();
    assertThat(store().personalTokens().revokeAll(ana.id(), NOON)).isZero();
    assertThat(store().sessions().end(99, NOON)).isFalse();
    assertThat(store().invitations().revoke(shop, 99, NOON)).isFalse();
    assertThat(store().projects().changeMember(shop, ana.id(), Optional.empty(), NOON))
        .isEqualTo(MemberChange.LAST_OWNER);
    store().projects().setMember(shop, 99, Optional.empty(), NOON);

    assertThat(entries(ALL)).isEqualTo(before);
  }

  @Test
  default void change_thatFails_isNotTold() {
    Account ana = account("ana@example.com");
    store().projects().create("shop", ana.id(), NOON);
    List<AuditEntry> before = entries(ALL);

    assertThatThrownBy(() -> account("ana@example.com")).isInstanceOf(StoreConflictException.class);
    assertThatThrownBy(() -> store().projects().create("shop", ana.id(), NOON))
        .isInstanceOf(StoreConflictException.class);

    assertThat(entries(ALL)).isEqualTo(before);
  }

  @Test
  default void entries_ofWhatIsGone_stay() {
    Account ana = account("ana@example.com");
    Account rui = account("rui@example.com");
    long shop = store().projects().create("shop", ana.id(), NOON).id();
    store().projects().setMember(shop, rui.id(), Optional.of(Role.MEMBER), minute(1));
    assertThat(store().projects().changeMember(shop, rui.id(), Optional.of(Role.VIEWER), minute(2)))
        .isEqualTo(MemberChange.DONE);
    assertThat(store().projects().delete(shop, minute(3))).isTrue();
    store().retention().removeDeleted(100, minute(9));

    List<AuditEntry> told =
        entries(query(Optional.empty(), OptionalLong.empty(), OptionalLong.of(shop)));

    assertThat(told.stream().map(entry -> entry.deed().action()))
        .containsExactly(
            AuditAction.PROJECT_DELETED,
            AuditAction.MEMBER_CHANGED,
            AuditAction.MEMBER_ADDED,
            AuditAction.MEMBER_ADDED,
            AuditAction.PROJECT_CREATED);
    assertThat(told.get(1).deed().detail()).isEqualTo("viewer, was member");
    assertThat(told.get(0).deed().name()).isEqualTo("shop");
  }

  @Test
  default void entries_filtered_areThoseOfAllFilters() {
    Account ana = account("ana@example.com");
    Account rui = account("rui@example.com");
    store().accounts().by(actor(ana)).setAdmin(rui.id(), true, minute(1));
    store().accounts().by(actor(rui)).setAdmin(rui.id(), false, minute(2));

    AuditQuery byRui = query(Optional.empty(), OptionalLong.of(rui.id()), OptionalLong.empty());
    AuditQuery grants =
        query(Optional.of(AuditAction.ADMIN_GRANTED), OptionalLong.empty(), OptionalLong.empty());

    assertThat(actions(byRui)).containsExactly(AuditAction.ADMIN_REVOKED);
    assertThat(actions(grants)).containsExactly(AuditAction.ADMIN_GRANTED);
    assertThat(actions(between(minute(1), minute(2)))).containsExactly(AuditAction.ADMIN_GRANTED);
    assertThat(
            actions(
                query(
                    Optional.of(AuditAction.ADMIN_GRANTED),
                    OptionalLong.of(rui.id()),
                    OptionalLong.empty())))
        .isEmpty();
  }

  @Test
  default void entries_inPages_areEachSeenOnce() {
    for (int i = 0; i < 5; i++) {
      account("p" + i + "@example.com");
    }

    Page<AuditEntry> first = store().audit().entries(ALL, OptionalLong.empty(), 3);
    Page<AuditEntry> second =
        store().audit().entries(ALL, OptionalLong.of(first.items().getLast().id()), 3);

    assertThat(first.items().stream().map(entry -> entry.deed().name()))
        .containsExactly("p4@example.com", "p3@example.com", "p2@example.com");
    assertThat(first.more()).isTrue();
    assertThat(second.items().stream().map(entry -> entry.deed().name()))
        .containsExactly("p1@example.com", "p0@example.com");
    assertThat(second.more()).isFalse();
  }
}
