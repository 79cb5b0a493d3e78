// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tombo.server.auth.ApiTokens.Issued;
import dev.tombo.server.model.Actor;
import dev.tombo.server.model.Project;
import dev.tombo.server.store.ApiTokenStore.StoredToken;
import dev.tombo.server.store.StoreConflictException;
import dev.tombo.server.store.jdbc.JdbcStore;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What API tokens open, for how long, and who can read them again. */
final class ApiTokensTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final String VALUE = "0123456789abcdef0123456789abcdef";

  @TempDir Path directory;
  private final SecureRandom random = new SecureRandom();
  private Instant now = NOON;
  private JdbcStore store;
  private ApiTokens tokens;
  private ApiTokens elsewhere;
  private long ana;
  private Project shop;

  @BeforeEach
  void open() {
    store = JdbcStore.sqlite(directory.resolve("tombo.db"));
    tokens = tokens("key");
    elsewhere = tokens("key");
    ana = store.accounts().create("ana@example.com", "Ana", "hash", true, NOON).id();
    shop = tokens.createProject("shop", ana, Actor.SERVER);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void createProject_ofOwner_givesThemATokenThatOpens() {
    StoredToken token = store.apiTokens().newest(shop.id(), ana).orElseThrow();

    assertThat(token.token().name()).isEqualTo("default");
    String value = tokens.value(token).orElseThrow();
    assertThat(ApiTokens.hasForm(value)).isTrue();
    assertThat(tokens.authenticate(value)).contains(token.token());
    assertThatThrownBy(() -> tokens.createProject("shop", ana, Actor.SERVER))
        .isInstanceOf(StoreConflictException.class);
  }

  @Test
  void create_ofValue_isSealedAndNotShown() {
    tokens.create(shop.id(), ana, "web", VALUE, Actor.SERVER);
    StoredToken token = store.apiTokens().newest(shop.id(), ana).orElseThrow();

    assertThat(new String(token.sealed(), StandardCharsets.ISO_8859_1))
        .doesNotContain(VALUE.substring(0, 8));
    assertThat(tokens.value(token)).contains(VALUE);
    assertThatThrownBy(
            () ->
                tokens.create(shop.id(), ana, "web", VALUE.toUpperCase(Locale.ROOT), Actor.SERVER))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void create_twice_givesDifferentValuesWhichAreNotLogged() {
    Issued one = tokens.create(shop.id(), ana, "web", Actor.SERVER);
    Issued other = tokens.create(shop.id(), ana, "web", Actor.SERVER);

    assertThat(one.value()).isNotEqualTo(other.value());
    assertThat(one.toString()).doesNotContain(one.value());
  }

  @Test
  void value_underAnotherKeyOrDamaged_isNotKnown() {
    tokens.create(shop.id(), ana, "web", VALUE, Actor.SERVER);
    StoredToken token = store.apiTokens().newest(shop.id(), ana).orElseThrow();
    byte[] damaged = token.sealed().clone();
    damaged[damaged.length - 1] ^= 1;

    assertThat(tokens("other").value(token)).isEmpty();
    assertThat(tokens.value(sealed(token, damaged))).isEmpty();
    assertThat(tokens.value(sealed(token, Arrays.copyOf(damaged, 5)))).isEmpty();
    assertThat(tokens.value(sealed(token, Arrays.copyOf(damaged, 12)))).isEmpty();
  }

  @Test
  void revoke_elsewhere_isHeededWithinFiveSeconds() {
    Issued token = tokens.create(shop.id(), ana, "web", Actor.SERVER);
    assertThat(elsewhere.authenticate(token.value())).contains(token.token());

    assertThat(tokens.revoke(shop.id(), token.token().id(), Actor.SERVER)).isTrue();

    assertThat(tokens.authenticate(token.value())).isEmpty();
    now = NOON.plusMillis(4_999);
    assertThat(elsewhere.authenticate(token.value())).isPresent();
    now = NOON.plusSeconds(5);
    assertThat(elsewhere.authenticate(token.value())).isEmpty();
  }

  @Test
  void revoke_here_isHeededAtOnce() {
    Issued token = tokens.create(shop.id(), ana, "web", Actor.SERVER);
    Issued other = tokens.create(shop.id(), ana, "app", Actor.SERVER);
    assertThat(tokens.authenticate(token.value())).isPresent();

    assertThat(tokens.revoke(shop.id() + 1, token.token().id(), Actor.SERVER)).isFalse();
    assertThat(tokens.authenticate(token.value())).isPresent();
    assertThat(tokens.revoke(shop.id(), token.token().id(), Actor.SERVER)).isTrue();

    assertThat(tokens.authenticate(token.value())).isEmpty();
    assertThat(tokens.authenticate(other.value())).isPresent();
    assertThat(tokens.revoke(shop.id(), token.token().id(), Actor.SERVER)).isFalse();
  }

  @Test
  void deleteProject_here_endsItsTokensAtOnce() {
    Issued token = tokens.create(shop.id(), ana, "web", Actor.SERVER);
    Issued other =
        tokens.create(
            tokens.createProject("bank", ana, Actor.SERVER).id(), ana, "app", Actor.SERVER);
    assertThat(tokens.authenticate(token.value())).isPresent();
    assertThat(tokens.authenticate(other.value())).isPresent();

    assertThat(tokens.deleteProject(shop.id(), Actor.SERVER)).isTrue();

    assertThat(tokens.authenticate(token.value())).isEmpty();
    assertThat(tokens.authenticate(other.value())).isPresent();
    assertThat(tokens.deleteProject(shop.id(), Actor.SERVER)).isFalse();
  }

  @Test
  void authenticate_madeAfterItWasNotFound_isFound() {
    assertThat(elsewhere.authenticate(VALUE)).isEmpty();

    tokens.create(shop.id(), ana, "web", VALUE, Actor.SERVER);

    assertThat(elsewhere.authenticate(VALUE)).isPresent();
  }

  private ApiTokens tokens(String key) {
    KeyFile keyFile = KeyFile.open(directory.resolve(key), random);
    return new ApiTokens(store, keyFile, () -> now, random);
  }

  private static StoredToken sealed(StoredToken token, byte[] sealed) {
    return new StoredToken(token.token(), sealed, token.createdBy(), token.lastUsedAt());
  }
}
