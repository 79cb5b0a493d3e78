// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.auth;

import dev.tombo.server.auth.OidcException.Reason;
import dev.tombo.server.model.Account;
import dev.tombo.server.model.Actor;
import dev.tombo.server.model.Emails;
import dev.tombo.server.model.PublicUrl;
import dev.tombo.server.store.AccountStore;
import dev.tombo.server.store.StoreConflictException;
import java.net.InetAddress;
import java.net.URI;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Lets people in by another provider, which says whose verified e-mail address they have: that is
 * the account, be it one that is made for it. A second factor is asked for all the same.
 * Thread-safe.
 */
public final class OidcLogIns {
  private static final String TARGET = "log-in by a provider";

  /** The hash of no password. */
  private static final String NO_PASSWORD = "none";

  private final OidcSettings settings;
  private final OidcClient client;
  private final AccountStore accounts;
  private final LogIns logIns;
  private final AttemptLimiter limiter;
  private final Supplier<PublicUrl> publicUrl;
  private final HmacKey key;
  private final InstantSource clock;
  private final SecureRandom random;

  /**
   * Log-ins by a provider.
   *
   * @param publicUrl where the provider sends browsers back to; may wait until the server listens
   */
  public OidcLogIns(
      OidcSettings settings,
      AccountStore accounts,
      LogIns logIns,
      AttemptLimiter limiter,
      KeyFile keyFile,
      Supplier<PublicUrl> publicUrl,
      InstantSource clock,
      SecureRandom random) {
    this.settings = settings;
    this.client = new OidcClient(settings, clock);
    this.accounts = accounts;
    this.logIns = logIns;
    this.limiter = limiter;
    this.publicUrl = publicUrl;
    this.key = new HmacKey(keyFile.derive("log-ins by a provider"));
    this.clock = clock;
    this.random = random;
  }

  /**
   * A log-in that was begun.
   *
   * @param provider where the browser goes
   * @param secret what it keeps meanwhile
   */
  public record Begun(URI provider, String secret) {
    @Override
    public String toString() {
      return "Begun[...]";
    }
  }

  /** What people know the provider as. */
  public String name() {
    return settings.name();
  }

  /** Begins a log-in. */
  public Begun begin() throws OidcException {
    String secret = LinkToken.draw(random).value();
    return new Begun(client.begin(new OidcAttempt(secret, key), callback()), secret);
  }

  /**
   * Ends a log-in.
   *
   * @param secret what the browser kept
   * @param state what it was sent back with
   * @param code the same
   * @param from the other end of the connection
   * @param agent what the other end calls itself; may be empty
   * @throws TooManyAttemptsException if it failed too often
   */
  public FirstStep finish(String secret, String state, String code, InetAddress from, String agent)
      throws OidcException {
    OidcAttempt attempt = new OidcAttempt(secret, key);
    if (!attempt.isOf(state) || code.isEmpty()) {
      throw new OidcException(
          Reason.REFUSED, "no code came with the browser, or not to its own attempt");
    }
    // Each makes the server ask the provider, so what nothing comes of is counted.
    OidcException[] failure = new OidcException[1];
    Optional<String> email =
        limiter.attempt(
            TARGET,
            from,
            () -> {
              try {
                return Optional.of(client.email(attempt, code, callback()));
              } catch (OidcException e) {
                failure[0] = e;
                return Optional.empty();
              }
            });
    if (email.isEmpty()) {
      throw failure[0];
    }
    return account(email.get(), from)
        .flatMap(account -> logIns.first(account, from, agent))
        .orElseThrow(() -> new OidcException(Reason.NO_ACCOUNT, "nobody of the address"));
  }

  private Optional<Account> account(String email, InetAddress from) {
    Optional<String> address = Emails.parse(email);
    return address
        .flatMap(accounts::findByEmail)
        .or(() -> address.filter(this::isMade).flatMap(known -> create(known, from)));
  }

  private boolean isMade(String address) {
    return settings.domains().contains(address.substring(address.lastIndexOf('@') + 1));
  }

  private Optional<Account> create(String address, InetAddress from) {
    try {
      return Optional.of(
          accounts
              .by(Actor.unknown(from))
              .create(address, Emails.local(address), NO_PASSWORD, false, clock.instant()));
    } catch (StoreConflictException e) {
      return accounts.findByEmail(address);
    }
  }

  private URI callback() {
    return URI.create(publicUrl.get().base() + "/api/v1/sessions/oidc/callback");
  }
}
