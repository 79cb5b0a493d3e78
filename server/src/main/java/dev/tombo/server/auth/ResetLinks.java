// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.auth;

import dev.tombo.server.model.Account;
import dev.tombo.server.model.Actor;
import dev.tombo.server.model.Emails;
import dev.tombo.server.store.AccountStore;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** Makes what an administrator gives to somebody who forgot their password. Thread-safe. */
public final class ResetLinks {
  private static final Duration LIFETIME = Duration.ofHours(1);

  private final AccountStore store;
  private final InstantSource clock;
  private final SecureRandom random;

  /** The links of a store's accounts. */
  public ResetLinks(AccountStore store, InstantSource clock, SecureRandom random) {
    this.store = store;
    this.clock = clock;
    this.random = random;
  }

  /**
   * A way to another password.
   *
   * @param account whose
   * @param token what the link carries, which is nowhere else
   * @param expiresAt from when it no longer works
   */
  public record ResetLink(Account account, String token, Instant expiresAt) {
    @Override
    public String toString() {
      return "ResetLink[" + account.email() + "]";
    }
  }

  /** Makes a link for an account, whose earlier one stops working; empty for no such account. */
  public Optional<ResetLink> create(String email, Actor by) {
    return Emails.parse(email).flatMap(store::findByEmail).map(account -> create(account, by));
  }

  private ResetLink create(Account account, Actor by) {
    LinkToken token = LinkToken.draw(random);
    Instant now = clock.instant();
    Instant expiresAt = now.plus(LIFETIME);
    store.by(by).setResetLink(account.id(), token.hash(), now, expiresAt);
    return new ResetLink(account, token.value(), expiresAt);
  }
}
