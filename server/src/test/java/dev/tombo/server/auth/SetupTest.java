// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tombo.server.auth.Accounts.Person;
import dev.tombo.server.model.Account;
import dev.tombo.server.model.Actor;
import dev.tombo.server.store.jdbc.JdbcStore;
import java.net.InetAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Accounts as they are made and changed, the first one by a code, over a real database. */
final class SetupTest {
  private static final InetAddress HERE = InetAddress.getLoopbackAddress();
  private static final Person ANA = new Person("Ana@Example.com", "Ana", "correct horse");
  private static final Person RUI = new Person("rui@example.com", "", "battery staple");

  @TempDir Path directory = Path.of("");
  private Instant now = Instant.parse("2026-11-23T12:00:00Z");
  private final Passwords passwords = new Passwords(new SecureRandom());
  private @Nullable JdbcStore opened;

  @BeforeEach
  void open() {
    opened = JdbcStore.sqlite(directory.resolve("tombo.db"));
  }

  @AfterEach
  void close() {
    store().close();
  }

  @Test
  void redeem_theCode_makesOneAccountThatAdministers() {
    Setup setup = setup();
    Setup.Right first = setup.redeem(setup.code().orElseThrow(), HERE).orElseThrow();
    Setup.Right second = setup.redeem(setup.code().orElseThrow(), HERE).orElseThrow();
    assertThat(setup.needed()).isTrue();

    Account made = first.create(ANA).orElseThrow();

    assertThat(made.email()).isEqualTo("ana@example.com");
    assertThat(made.name()).isEqualTo("Ana");
    assertThat(made.admin()).isTrue();
    assertThat(setup.needed()).isFalse();
    assertThat(second.create(RUI)).isEmpty();
    assertThat(store().accounts().all()).containsExactly(made);
  }

  @Test
  void redeem_anotherCode_isRefusedAndSlowedDown() {
    Setup setup = setup();
    for (int i = 0; i < 5; i++) {
      assertThat(setup.redeem("0000-0000-0000-0000-000" + i, HERE)).isEmpty();
    }

    assertThatThrownBy(() -> setup.redeem(setup.code().orElseThrow(), HERE))
        .isInstanceOf(TooManyAttemptsException.class);
    now = now.plusSeconds(1);
    assertThat(setup.redeem(setup.code().orElseThrow(), HERE)).isPresent();
  }

  @Test
  void setup_whereThereIsAnAccount_hasNoCode() {
    assertThat(accounts().create(RUI, false, Actor.SERVER)).isPresent();

    Setup setup = setup();

    assertThat(setup.code()).isEmpty();
    assertThat(setup.needed()).isFalse();
    assertThat(setup.redeem("", HERE)).isEmpty();
  }

  @Test
  void setup_whileAnotherProcessMakesAnAccount_isOver() {
    Setup setup = setup();
    try (JdbcStore other = JdbcStore.sqlite(directory.resolve("tombo.db"))) {
      var elsewhere = new Accounts(other.accounts(), passwords, () -> now);
      assertThat(elsewhere.create(RUI, false, Actor.SERVER)).isPresent();
    }

    assertThat(setup.needed()).isFalse();
    Setup.Right right = setup.redeem(setup.code().orElseThrow(), HERE).orElseThrow();
    assertThat(right.create(ANA)).isEmpty();
  }

  @Test
  void create_ofTakenAddress_no() {
    assertThat(accounts().create(ANA, true, Actor.SERVER)).isPresent();

    assertThat(
            accounts().create(new Person("ANA@example.com", "", "h0rse-8c"), false, Actor.SERVER))
        .isEmpty();
  }

  @Test
  void setPassword_ofAnAccount_isTheOnlyOneThatIsRight() {
    Account ana = accounts().create(ANA, true, Actor.SERVER).orElseThrow();

    assertThat(accounts().setPassword(" ANA@example.com", "other horse", Actor.SERVER)).isPresent();
    assertThat(accounts().setPassword("nobody@example.com", "other horse", Actor.SERVER)).isEmpty();

    var hash = store().accounts().find(ana.id()).map(Account::passwordHash);
    assertThat(passwords.verify("other horse", hash)).isTrue();
    assertThat(passwords.verify("correct horse", hash)).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ana | h0rse-8c | email: not an e-mail address",
        "ana@example.com | 1234567 | password: shorter than 8 characters",
        "ana@example.com | '' | password: shorter than 8 characters"
      })
  void person_thatCannotBe_isNamed(String email, String password, String problem) {
    assertThatThrownBy(() -> new Person(email, "", password))
        .isInstanceOf(BadFieldException.class)
        .hasMessage(problem);
    assertThatThrownBy(() -> accounts().setPassword(email, password, Actor.SERVER))
        .hasMessage(problem);
  }

  @Test
  void person_ofTooLongAPassword_isNamed() {
    assertThat(new Person("a@b", "", "😀".repeat(1_000)).password()).hasSize(2_000);
    assertThatThrownBy(() -> new Person("a@b", "", "x".repeat(1_001)))
        .hasMessage("password: longer than 1000 characters");
    assertThatThrownBy(() -> new Person("a@b", "", "😀".repeat(7)))
        .hasMessage("password: shorter than 8 characters");
  }

  @ParameterizedTest
  @ValueSource(strings = {" ", "a\nb", "a\u0000", "\ud800"})
  void person_ofABadName_isNamed(String name) {
    assertThatThrownBy(() -> new Person("a@b", name, "h0rse-8c"))
        .hasMessage("name: not 1 to 200 characters in one line");
  }

  @Test
  void person_withoutAName_isCalledByTheAddress() {
    assertThat(RUI.name()).isEqualTo("rui");
    assertThat(RUI).asString().doesNotContain("battery");
  }

  private Setup setup() {
    return new Setup(accounts(), new AttemptLimiter(() -> now), new SecureRandom());
  }

  private Accounts accounts() {
    return new Accounts(store().accounts(), passwords, () -> now);
  }

  private JdbcStore store() {
    return Objects.requireNonNull(opened);
  }
}
