// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tombo.server.model.Account;
import dev.tombo.server.model.Actor;
import dev.tombo.server.model.PersonalToken;
import dev.tombo.server.model.Scope;
import dev.tombo.server.store.Page;
import dev.tombo.server.store.PersonalTokenStore;
import dev.tombo.server.store.StoreUnavailableException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Personal tokens: what is kept of one, and when its use is noted. */
final class PersonalTokensTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final Account ANA = new Account(7, "ana@example.com", "Ana", "hash", true, NOON);

  private Instant now = NOON;
  private final OneToken store = new OneToken();
  private final PersonalTokens tokens = new PersonalTokens(store, () -> now, new SecureRandom());

  @Test
  void create_aToken_keepsItsHashOnly() {
    PersonalTokens.Made made = make(Scope.TRIAGE);

    assertThat(made.value()).matches("tombo_[0-9a-f]{40}");
    assertThat(make(Scope.TRIAGE).value()).isNotEqualTo(made.value());
    assertThat(store.hash).hasSize(32);
    assertThat(HexFormat.of().formatHex(store.hash)).doesNotContain(made.value().substring(6));
    assertThat(made).asString().doesNotContain(made.value());
  }

  @Test
  void caller_ofAToken_hasItsScopeAndNoSession() {
    PersonalTokens.Made made = make(Scope.TRIAGE);

    assertThat(tokens.caller(made.value()))
        .contains(new Caller(ANA, Scope.TRIAGE, OptionalLong.empty()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "tombo_",
        "tombo_0123456789abcdef",
        "TOMBO_0123456789abcdef0123456789abcdef01234567",
        "tombo_0123456789ABCDEF0123456789abcdef01234567",
        "tombo_0123456789abcdef0123456789abcdef012345678",
        "tombo_0123456789abcdef0123456789abcdef0123456\u0000"
      })
  void caller_ofAnotherForm_neverReachesTheStore(String value) {
    assertThat(tokens.caller(value)).isEmpty();
    assertThat(store.asked).isZero();
  }

  @Test
  void caller_unknown_isNobody() {
    var unused = make(Scope.READ);

    assertThat(tokens.caller("tombo_" + "0".repeat(40))).isEmpty();
    assertThat(store.asked).isEqualTo(1);
  }

  @Test
  void caller_again_notesItsUseOnceAMinute() {
    String value = make(Scope.READ).value();
    for (int second = 0; second <= 120; second += 10) {
      now = NOON.plusSeconds(second);
      assertThat(tokens.caller(value)).isPresent();
    }

    assertThat(store.used).containsExactly(NOON, NOON.plusSeconds(60), NOON.plusSeconds(120));
  }

  @Test
  void caller_whoseUseCannotBeNoted_isLetInAndNotHeldUpAgain() {
    String value = make(Scope.READ).value();
    store.away = true;
    for (int second = 0; second < 60; second += 10) {
      now = NOON.plusSeconds(second);
      assertThat(tokens.caller(value)).isPresent();
    }

    assertThat(store.tried).isEqualTo(1);
  }

  private PersonalTokens.Made make(Scope scope) {
    return tokens.create(ANA.id(), "ci", scope, NOON.plus(Duration.ofDays(90)), Actor.SERVER);
  }

  /** A store of the token that was made last. */
  private static final class OneToken implements PersonalTokenStore {
    private byte[] hash = {};
    private @Nullable PersonalToken token;
    private final List<Instant> used = new ArrayList<>();
    private int asked;
    private int tried;
    private boolean away;

    @Override
    public PersonalTokenStore by(Actor actor) {
      return this;
    }

    @Override
    public PersonalToken create(
        long account, String name, byte[] ofValue, Scope scope, Instant at, Instant expiresAt) {
      hash = ofValue;
      token = new PersonalToken(1, account, name, scope, at, expiresAt, null);
      return token;
    }

    @Override
    public Optional<Owned> find(byte[] ofValue, Instant at) {
      asked++;
      PersonalToken known = token;
      return known != null && Arrays.equals(hash, ofValue)
          ? Optional.of(new Owned(known, ANA))
          : Optional.empty();
    }

    @Override
    public void used(long id, Instant at) {
      tried++;
      if (away) {
        throw new StoreUnavailableException("locked", new IllegalStateException());
      }
      used.add(at);
      PersonalToken known = token;
      if (known != null) {
        token =
            new PersonalToken(
                id,
                known.account(),
                known.name(),
                known.scope(),
                known.createdAt(),
                known.expiresAt(),
                at);
      }
    }

    @Override
    public Page<PersonalToken> ofAccount(long account, OptionalLong before, int limit) {
      throw new AssertionError();
    }

    @Override
    public boolean revoke(long account, long id, Instant at) {
      throw new AssertionError();
    }

    @Override
    public int revokeAll(long account, Instant at) {
      throw new AssertionError();
    }
  }
}
