// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tombo.server.model.Account;
import dev.tombo.server.model.Actor;
import dev.tombo.server.model.Scope;
import dev.tombo.server.store.jdbc.JdbcStore;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sessions over a real database, with a clock that the test turns. */
final class SessionsTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

  @TempDir Path directory = Path.of("");
  private Instant now = NOON;
  private @Nullable JdbcStore opened;
  private @Nullable Account made;

  @BeforeEach
  void open() {
    opened = JdbcStore.sqlite(directory.resolve("tombo.db"));
    made = store().accounts().create("ana@example.com", "Ana", "hash", false, NOON);
  }

  @AfterEach
  void close() {
    store().close();
  }

  @Test
  void begin_always_givesTokensOfTheAccount() {
    SessionTokens tokens = begin();

    Caller caller = sessions("key").caller(tokens.access()).orElseThrow();
    assertThat(caller.account()).isEqualTo(account());
    assertThat(caller.scope()).isEqualTo(Scope.ADMIN);
    assertThat(caller.session()).isPresent();
    assertThat(tokens).asString().doesNotContain(tokens.access(), tokens.refresh());
  }

  @Test
  void begin_afterThePasswordChanged_no() {
    Account before = account();
    store().accounts().setPassword(before.id(), "new", now);

    assertThat(sessions("key").begin(before, "agent", Actor.SERVER)).isEmpty();
  }

  @Test
  void refresh_inTurn_goesOnWithoutEnd() {
    SessionTokens tokens = begin();
    for (int i = 0; i < 5; i++) {
      now = now.plus(Sessions.LIFETIME).minusMillis(1);
      SessionTokens next = sessions("key").refresh(tokens.refresh()).orElseThrow();
      assertThat(next.refresh()).isNotEqualTo(tokens.refresh());
      assertThat(sessions("key").caller(next.access())).isPresent();
      tokens = next;
    }
  }

  @Test
  void refresh_usedTwice_endsTheSessionForBoth() {
    SessionTokens first = begin();
    SessionTokens second = sessions("key").refresh(first.refresh()).orElseThrow();

    assertThat(sessions("key").refresh(first.refresh())).isEmpty();

    assertThat(sessions("key").refresh(second.refresh())).isEmpty();
    assertThat(sessions("key").caller(second.access())).isEmpty();
    assertThat(sessions("key").caller(first.access())).isEmpty();
  }

  @Test
  void refresh_afterAMonthOfSilence_no() {
    SessionTokens tokens = begin();
    now = now.plus(Sessions.LIFETIME);

    assertThat(sessions("key").refresh(tokens.refresh())).isEmpty();
    assertThat(sessions("key").end(tokens.refresh(), Actor.SERVER)).isFalse();
  }

  @Test
  void refresh_underAnotherKey_isNotOursAndHarmless() {
    SessionTokens tokens = begin();

    assertThat(sessions("other").refresh(tokens.refresh())).isEmpty();
    assertThat(sessions("other").end(tokens.refresh(), Actor.SERVER)).isFalse();
    assertThat(sessions("key").refresh(tokens.refresh())).isPresent();
  }

  @Test
  void refresh_ofADatabaseMadeAnew_findsNobody() {
    SessionTokens tokens = begin();
    store().close();
    opened = JdbcStore.sqlite(directory.resolve("other.db"));
    made = store().accounts().create("rui@example.com", "Rui", "hash", true, NOON);
    var unused = begin();

    assertThat(sessions("key").refresh(tokens.refresh())).isEmpty();
    assertThat(sessions("key").caller(tokens.access())).isEmpty();
  }

  @Test
  void caller_afterAnyKindOfEnd_no() {
    SessionTokens byRefreshToken = begin();
    SessionTokens byNumber = begin();
    SessionTokens byPassword = begin();
    Caller caller = sessions("key").caller(byNumber.access()).orElseThrow();

    assertThat(sessions("key").end(byRefreshToken.refresh(), Actor.SERVER)).isTrue();
    assertThat(sessions("key").end(caller.session().orElseThrow(), Actor.SERVER)).isTrue();
    assertThat(sessions("key").caller(byRefreshToken.access())).isEmpty();
    assertThat(sessions("key").caller(byNumber.access())).isEmpty();
    assertThat(sessions("key").caller(byPassword.access())).isPresent();
    store().accounts().setPassword(account().id(), "new", now);
    assertThat(sessions("key").caller(byPassword.access())).isEmpty();
    assertThat(sessions("key").refresh(byPassword.refresh())).isEmpty();
  }

  @Test
  void caller_afterTheRoleChanged_isWhatTheyAreNow() {
    SessionTokens tokens = begin();
    store().accounts().setAdmin(account().id(), true, now);

    assertThat(sessions("key").caller(tokens.access()).orElseThrow().account().admin()).isTrue();
  }

  @Test
  void caller_afterTheAccessTokensTime_refreshesForAnother() {
    SessionTokens tokens = begin();
    now = now.plus(Duration.ofMinutes(15));

    assertThat(sessions("key").caller(tokens.access())).isEmpty();
    SessionTokens next = sessions("key").refresh(tokens.refresh()).orElseThrow();
    assertThat(sessions("key").caller(next.access())).isPresent();
  }

  private SessionTokens begin() {
    return sessions("key").begin(account(), "agent", Actor.SERVER).orElseThrow();
  }

  private Sessions sessions(String key) {
    KeyFile keyFile = KeyFile.open(directory.resolve(key), new SecureRandom());
    return new Sessions(
        store().sessions(),
        new JwtAccessTokens(keyFile, () -> now),
        new RefreshTokens(keyFile),
        () -> now,
        new SecureRandom());
  }

  private JdbcStore store() {
    return Objects.requireNonNull(opened);
  }

  private Account account() {
    return Objects.requireNonNull(made);
  }
}
