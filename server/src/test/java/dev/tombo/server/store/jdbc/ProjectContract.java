// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.store.jdbc;

import static dev.tombo.server.store.jdbc.Given.NOON;
import static dev.tombo.server.store.jdbc.Given.minute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tombo.server.model.Project;
import dev.tombo.server.model.ProjectLimits;
import dev.tombo.server.model.Role;
import dev.tombo.server.store.ApiTokenStore.NewToken;
import dev.tombo.server.store.DigestTransaction.ValueCount;
import dev.tombo.server.store.DigestTransaction.ValueKind;
import dev.tombo.server.store.NoProjectException;
import dev.tombo.server.store.ProjectStore;
import dev.tombo.server.store.ProjectStore.Member;
import dev.tombo.server.store.ProjectStore.MemberChange;
import dev.tombo.server.store.ProjectStore.Membership;
import dev.tombo.server.store.ProjectStore.ProjectChange;
import dev.tombo.server.store.ProjectStore.SeenValues;
import dev.tombo.server.store.StoreConflictException;
import dev.tombo.server.store.StoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a store does with projects and their members. */
interface ProjectContract extends OpenStore {
  private long account(String email) {
    return store().accounts().create(email, "Ana", "hash", false, NOON).id();
  }

  private ProjectStore projects() {
    return store().projects();
  }

  private static Project project(long id, String name) {
    return new Project(id, name, NOON, ProjectLimits.NONE);
  }

  private static ProjectChange name(String name) {
    return new ProjectChange(
        Optional.of(name), Optional.empty(), Optional.empty(), Optional.empty());
  }

  @Test
  default void project_created_belongsToItsOwner() {
    long ana = account("ana@example.com");
    long rui = account("rui@example.com");

    Project shop = projects().create("shop", ana, NOON);
    Project till = projects().create("till", rui, NOON);
    Project bank = projects().create("bank", ana, NOON);

    assertThat(shop).isEqualTo(project(1, "shop"));
    assertThat(projects().find(till.id())).contains(till);
    assertThat(projects().find(99)).isEmpty();
    assertThat(projects().findByName("till")).contains(till);
    assertThat(projects().findByName("Till")).isEmpty();
    assertThat(projects().all()).containsExactly(shop, till, bank);
    assertThat(projects().ofAccount(ana))
        .containsExactly(new Membership(shop, Role.OWNER), new Membership(bank, Role.OWNER));
    assertThat(projects().ofAccount(99)).isEmpty();
  }

  @Test
  default void project_ofTakenName_conflicts() {
    long ana = account("ana@example.com");
    projects().create("shop", ana, NOON);

    assertThatThrownBy(() -> projects().create("shop", ana, NOON))
        .isInstanceOf(StoreConflictException.class);
  }

  @Test
  default void project_ofUnknownOwner_isRefusedWhole() {
    assertThatThrownBy(() -> projects().create("shop", 99, NOON))
        .isExactlyInstanceOf(StoreException.class);
    assertThat(rows("select name from project")).isEmpty();
  }

  @Test
  default void project_createdWithToken_hasItOrIsNotThere() {
    long ana = account("ana@example.com");
    NewToken token = new NewToken(ana, "default", new byte[] {1}, new byte[] {2});

    Project shop = projects().create("shop", token, NOON);

    assertThat(projects().membership(ana, shop.id())).contains(new Membership(shop, Role.OWNER));
    assertThat(store().apiTokens().list(shop.id())).hasSize(1);
    assertThatThrownBy(() -> projects().create("bank", token, NOON))
        .isInstanceOf(StoreConflictException.class);
    assertThat(rows("select name from project")).containsExactly(List.of("shop"));
  }

  @Test
  default void change_ofSome_leavesTheRest() {
    long shop = projects().create("shop", account("ana@example.com"), NOON).id();
    Optional<OptionalLong> none = Optional.of(OptionalLong.empty());

    var limited =
        new ProjectChange(
            Optional.empty(),
            Optional.of(OptionalLong.of(5)),
            Optional.of(OptionalLong.of(Long.MAX_VALUE)),
            Optional.of(OptionalLong.of(6)));
    ProjectLimits limits =
        new ProjectLimits(OptionalLong.of(5), OptionalLong.of(Long.MAX_VALUE), OptionalLong.of(6));
    assertThat(projects().change(shop, limited, NOON))
        .contains(new Project(1, "shop", NOON, limits));
    assertThat(projects().change(shop, name("store"), NOON))
        .contains(new Project(1, "store", NOON, limits));
    assertThat(projects().change(shop, new ProjectChange(Optional.empty(), none, none, none), NOON))
        .contains(project(1, "store"));
    assertThat(projects().find(shop)).contains(project(1, "store"));
  }

  @Test
  default void change_ofNoneOrToTakenName_changesNothing() {
    long ana = account("ana@example.com");
    long shop = projects().create("shop", ana, NOON).id();
    projects().create("bank", ana, NOON);

    assertThat(projects().change(99, name("other"), NOON)).isEmpty();
    assertThatThrownBy(() -> projects().change(shop, name("bank"), NOON))
        .isInstanceOf(StoreConflictException.class);
    assertThat(projects().find(shop)).contains(project(1, "shop"));
  }

  @Test
  default void delete_ofProject_freesItsNameButNotItsNumber() {
    long ana = account("ana@example.com");
    long kept = projects().create("kept", ana, NOON).id();
    NewToken token = new NewToken(ana, "default", new byte[] {1}, new byte[] {2});
    long shop = projects().create("shop", token, NOON).id();

    assertThat(projects().delete(shop, minute(1))).isTrue();

    assertThat(projects().delete(shop, minute(2))).isFalse();
    assertThat(projects().find(shop)).isEmpty();
    assertThat(projects().membership(ana, shop)).isEmpty();
    assertThat(projects().ofAccount(ana)).hasSize(1);
    assertThat(store().apiTokens().find(new byte[] {1})).isEmpty();
    assertThat(projects().find(kept)).isPresent();
    assertThat(rows("select id, deleted_at from deleted_project"))
        .containsExactly(List.of(shop, minute(1).toEpochMilli()));
    reopen();
    assertThat(projects().create("shop", ana, NOON).id()).isGreaterThan(shop);
  }

  @Test
  default void setMember_ofRoles_lastHolds() {
    long ana = account("ana@example.com");
    long rui = account("rui@example.com");
    Project shop = projects().create("shop", rui, NOON);
    projects().create("bank", rui, NOON);

    projects().setMember(shop.id(), ana, Optional.of(Role.VIEWER), NOON);
    projects().setMember(shop.id(), ana, Optional.of(Role.MEMBER), NOON);

    assertThat(projects().membership(ana, shop.id())).contains(new Membership(shop, Role.MEMBER));
    assertThat(projects().members(shop.id()))
        .containsExactly(
            new Member(ana, "ana@example.com", "Ana", Role.MEMBER),
            new Member(rui, "rui@example.com", "Ana", Role.OWNER));

    projects().setMember(shop.id(), ana, Optional.empty(), NOON);
    projects().setMember(shop.id(), ana, Optional.empty(), NOON);

    assertThat(projects().members(shop.id())).hasSize(1);
    assertThat(projects().ofAccount(ana)).isEmpty();
    assertThat(projects().members(99)).isEmpty();
    assertThatThrownBy(() -> projects().setMember(99, ana, Optional.of(Role.OWNER), NOON))
        .isInstanceOf(NoProjectException.class);
  }

  @Test
  default void values_seen_areMostUsedFirst() {
    List<ValueCount> counts =
        List.of(
            new ValueCount(ValueKind.ENVIRONMENT, "staging", 2, NOON),
            new ValueCount(ValueKind.ENVIRONMENT, "é", 7, NOON),
            new ValueCount(ValueKind.ENVIRONMENT, "b", 7, NOON),
            new ValueCount(ValueKind.ENVIRONMENT, "B", 7, NOON),
            new ValueCount(ValueKind.ENVIRONMENT, "production", 9, NOON),
            new ValueCount(ValueKind.RELEASE, "1.0", 1, NOON),
            new ValueCount(ValueKind.ORIGIN, "host", 1, NOON),
            new ValueCount(ValueKind.LOGGER, "a.B", 1, NOON));
    store().digests().inTransaction(tx -> tx.countValues(1, counts));

    assertThat(projects().values(1))
        .isEqualTo(
            new SeenValues(
                List.of("production", "B", "b", "é", "staging"),
                List.of("1.0"),
                List.of("host"),
                List.of("a.B")));
    assertThat(projects().values(2))
        .isEqualTo(new SeenValues(List.of(), List.of(), List.of(), List.of()));
  }

  @Test
  default void values_tooMany_areTheMostUsed() {
    List<ValueCount> counts =
        IntStream.rangeClosed(1, 1_100)
            .mapToObj(n -> new ValueCount(ValueKind.RELEASE, "r" + n, n, NOON))
            .toList();
    store().digests().inTransaction(tx -> tx.countValues(1, counts));

    assertThat(projects().values(1).releases())
        .hasSize(1_000)
        .startsWith("r1100", "r1099")
        .endsWith("r102", "r101");
  }

  @Test
  default void changeMember_ofALastOwner_isRefused() {
    long ana = account("ana@example.com");
    long rui = account("rui@example.com");
    long shop = projects().create("shop", ana, NOON).id();
    projects().create("bank", rui, NOON);

    assertThat(projects().changeMember(shop, ana, Optional.of(Role.OWNER), NOON))
        .isEqualTo(MemberChange.DONE);
    assertThat(projects().changeMember(shop, rui, Optional.of(Role.OWNER), NOON))
        .isEqualTo(MemberChange.NOT_FOUND);
    for (Optional<Role> less : List.of(Optional.of(Role.MEMBER), Optional.<Role>empty())) {
      assertThat(projects().changeMember(shop, ana, less, NOON)).isEqualTo(MemberChange.LAST_OWNER);
    }
    assertThat(projects().membership(ana, shop).orElseThrow().role()).isEqualTo(Role.OWNER);

    projects().setMember(shop, rui, Optional.of(Role.MEMBER), NOON);
    assertThat(projects().changeMember(shop, ana, Optional.empty(), NOON))
        .isEqualTo(MemberChange.LAST_OWNER);
    assertThat(projects().changeMember(shop, rui, Optional.of(Role.OWNER), NOON))
        .isEqualTo(MemberChange.DONE);
    assertThat(projects().changeMember(shop, ana, Optional.empty(), NOON))
        .isEqualTo(MemberChange.DONE);
    assertThat(projects().members(shop)).extracting(Member::account).containsExactly(rui);
  }

  @Test
  default void changeMember_ofTwoOwnersAtOnce_leavesOne() throws Exception {
    long ana = account("ana@example.com");
    long rui = account("rui@example.com");
    for (int round = 0; round < 10; round++) {
      long shop = projects().create("shop " + round, ana, NOON).id();
      projects().setMember(shop, rui, Optional.of(Role.OWNER), NOON);
      var start = new CountDownLatch(1);
      List<Future<MemberChange>> calls = new ArrayList<>();
      try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        for (long account : List.of(ana, rui)) {
          calls.add(
              threads.submit(
                  () -> {
                    start.await();
                    return projects().changeMember(shop, account, Optional.empty(), NOON);
                  }));
        }
        start.countDown();
      }

      assertThat(List.of(calls.getFirst().get(), calls.getLast().get()))
          .containsExactlyInAnyOrder(MemberChange.DONE, MemberChange.LAST_OWNER);
      assertThat(projects().members(shop)).hasSize(1);
    }
  }
}
