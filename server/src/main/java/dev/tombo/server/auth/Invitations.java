// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.auth;

import dev.tombo.server.model.Account;
import dev.tombo.server.model.Actor;
import dev.tombo.server.model.Emails;
import dev.tombo.server.model.Invitation;
import dev.tombo.server.model.Role;
import dev.tombo.server.store.InvitationStore;
import dev.tombo.server.store.InvitationStore.NewInvitation;
import dev.tombo.server.store.InvitationStore.Offer;
import dev.tombo.server.store.ProjectStore.Membership;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** Ways into a project for whoever has the link, once and within a week. Thread-safe. */
public final class Invitations {
  private static final Duration LIFETIME = Duration.ofDays(7);
  private static final String TARGET = "invitation";

  private final InvitationStore store;
  private final AttemptLimiter limiter;
  private final InstantSource clock;
  private final SecureRandom random;

  /** The invitations of a store. */
  public Invitations(
      InvitationStore store, AttemptLimiter limiter, InstantSource clock, SecureRandom random) {
    this.store = store;
    this.limiter = limiter;
    this.clock = clock;
    this.random = random;
  }

  /**
   * An invitation that was just made.
   *
   * @param invitation what is known of it
   * @param token what its link carries, which is nowhere else
   */
  public record Made(Invitation invitation, String token) {
    @Override
    public String toString() {
      return "Made[" + invitation + "]";
    }
  }

  /**
   * Makes one.
   *
   * @param account that it is from
   * @param email of the only person who may accept it; empty for whoever has the link
   * @throws BadFieldException if that is no address
   */
  public Made create(long project, Role role, Optional<String> email, Account account, Actor by) {
    Optional<String> address =
        email.map(
            text ->
                Emails.parse(text)
                    .orElseThrow(() -> new BadFieldException("email", "not " + Emails.FORM)));
    LinkToken token = LinkToken.draw(random);
    Instant now = clock.instant();
    NewInvitation invitation =
        new NewInvitation(
            project, role, address, token.hash(), account.id(), now, now.plus(LIFETIME));
    return new Made(store.by(by).create(invitation), token.value());
  }

  /**
   * What a link offers.
   *
   * @param from the other end of the connection
   * @return empty if it is unknown, was used or revoked, or has expired
   * @throws TooManyAttemptsException if that was so too often
   */
  public Optional<Offer> find(String token, InetAddress from) {
    return limiter.attempt(
        TARGET, from, () -> store.find(new LinkToken(token).hash(), clock.instant()));
  }

  /** Makes an account a member by a link that is used up by it; empty if it no longer works. */
  public Optional<Membership> accept(String token, Account account, Actor by) {
    return store.by(by).accept(new LinkToken(token).hash(), account.id(), clock.instant());
  }

  /** Like {@link #accept}, and makes the account first. */
  Optional<Account> accept(String token, Accounts.Person person, String passwordHash, Actor by) {
    return store
        .by(by)
        .accept(
            new LinkToken(token).hash(),
            person.email(),
            person.name(),
            passwordHash,
            clock.instant());
  }
}
