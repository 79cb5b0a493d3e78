// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tombo.server.auth.ApiTokens;
import dev.tombo.server.auth.Caller;
import dev.tombo.server.auth.KeyFile;
import dev.tombo.server.model.Account;
import dev.tombo.server.model.Actor;
import dev.tombo.server.model.PublicUrl;
import dev.tombo.server.model.Role;
import dev.tombo.server.model.Scope;
import dev.tombo.server.store.ApiTokenStore.StoredToken;
import dev.tombo.server.store.jdbc.JdbcStore;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who sees the value of an API token, by role and scope. */
final class TokenViewsTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final String VALUE = "0123456789abcdef0123456789abcdef";
  private static final String MASK = "****************************cdef";

  @TempDir Path directory;
  private JdbcStore store;
  private TokenViews views;
  private StoredToken token;
  private Account maker;
  private Account other;

  @BeforeEach
  void open() {
    store = JdbcStore.sqlite(directory.resolve("tombo.db"));
    SecureRandom random = new SecureRandom();
    KeyFile key = KeyFile.open(directory.resolve("key"), random);
    ApiTokens tokens = new ApiTokens(store, key, InstantSource.fixed(NOON), random);
    maker = store.accounts().create("ana@example.com", "Ana", "hash", true, NOON);
    other = store.accounts().create("rui@example.com", "Rui", "hash", true, NOON);
    long project = store.projects().create("shop", maker.id(), NOON).id();
    tokens.create(project, maker.id(), "web", VALUE, Actor.SERVER);
    token = store.apiTokens().newest(project, maker.id()).orElseThrow();
    views = new TokenViews(tokens, () -> PublicUrl.parse("https://errors.example.com:8443/base"));
  }

  @AfterEach
  void close() {
    store.close();
  }

  @ParameterizedTest
  @CsvSource({
    "true,VIEWER,ADMIN,true",
    "true,MEMBER,ADMIN,true",
    "true,OWNER,TRIAGE,false",
    "true,MEMBER,READ,false",
    "false,OWNER,ADMIN,true",
    "false,OWNER,TRIAGE,false",
    "false,OWNER,READ,false",
    "false,MEMBER,ADMIN,false",
    "false,VIEWER,ADMIN,false"
  })
  void of_asSeenInARoleAndScope_showsTheValueOrAMask(
      boolean byMaker, Role role, Scope scope, boolean shown) {
    Caller caller = new Caller(byMaker ? maker : other, scope, OptionalLong.empty());

    TokenView view = views.of(token, caller, role);

    assertThat(view.token()).isEqualTo(shown ? VALUE : MASK);
    assertThat(view.dsn())
        .isEqualTo(shown ? "https://" + VALUE + "@errors.example.com:8443/base/1" : null);
    assertThat(view.createdBy()).isEqualTo("Ana");
  }

  @Test
  void of_justMade_isAsItsMakerSeesIt() {
    var issued = new ApiTokens.Issued(token.token(), VALUE);
    Caller caller = new Caller(maker, Scope.ADMIN, OptionalLong.of(1));

    assertThat(views.of(issued, maker)).isEqualTo(views.of(token, caller, Role.OWNER));
  }
}
