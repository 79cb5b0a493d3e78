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

/** Makes the ways to another password, for who forgot theirs. Thread-safe. */
public final class ResetLinks {
  private static final Duration LIFETIME = Duration.ofHours(1);

  /** As long as a mail may take; nobody's mailbox is filled faster. */
  private static final Duration NEW = Duration.ofMinutes(2);

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

  /** Like {@link #create}, but empty too for an account whose earlier link is hardly made. */
  Optional<ResetLink> createUnlessNew(String email, Actor by) {
    return Emails.parse(email)
        .flatMap(store::findByEmail)
        .flatMap(account -> create(account, by, LIFETIME.minus(NEW)));
  }

  private ResetLink create(Account account, Actor by) {
    return create(account, by, LIFETIME.multipliedBy(2)).orElseThrow();
  }

  /** Leaves one that lasts longer than so long. */
  private Optional<ResetLink> create(Account account, Actor by, Duration longest) {
    LinkToken token = LinkToken.draw(random);
    Instant now = clock.instant();
    Instant expiresAt = now.plus(LIFETIME);
    return store.by(by).setResetLink(account.id(), token.hash(), now, expiresAt, now.plus(longest))
        ? Optional.of(new ResetLink(account, token.value(), expiresAt))
        : Optional.empty();
  }
}
