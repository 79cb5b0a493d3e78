// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.auth;

import dev.tombo.server.model.Account;
import dev.tombo.server.model.Actor;
import dev.tombo.server.model.Emails;
import dev.tombo.server.store.AccountStore;
import dev.tombo.server.store.SecondFactorStore;
import dev.tombo.server.store.SecondFactorStore.SecondFactor;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What people show beside their password: a code that their phone makes, or once each the recovery
 * codes that they were given for the day on which they have no phone. Thread-safe.
 *
 * <p>Six digits can be guessed by whoever has the password and many addresses, so the guesses at an
 * account's are counted wherever they come from, in the database, each before it is judged. Its
 * owner is not locked out by them: recovery codes cannot be guessed and are always taken, and
 * another password takes the guesser's way to the second step.
 */
public final class SecondFactors {
  private static final Pattern CODE = Pattern.compile("\\d{6}");
  private static final int RECOVERY_CODES = 10;
  private static final int FREE_GUESSES = 20;
  private static final Duration LONGEST_WAIT = Duration.ofHours(1);
  private static final Duration SOON = Duration.ofSeconds(1);

  private final SecondFactorStore store;
  private final AccountStore accounts;
  private final Seal seal;
  private final InstantSource clock;
  private final SecureRandom random;

  /** Those of a store's accounts, whose secrets are sealed under a key derived from the file. */
  public SecondFactors(
      SecondFactorStore store,
      AccountStore accounts,
      KeyFile keyFile,
      InstantSource clock,
      SecureRandom random) {
    this.store = store;
    this.accounts = accounts;
    this.seal = new Seal(keyFile.derive("second factors"), random);
    this.clock = clock;
    this.random = random;
  }

  /** Whether an account is asked for one. */
  public boolean guards(Account account) {
    return confirmed(account).isPresent();
  }

  /** How many recovery codes an account has left. */
  public long recoveryCodes(Account account) {
    return store.recoveryCodes(account.id());
  }

  /** A new secret in base 32, which is to be confirmed; empty if the account is guarded. */
  public Optional<String> start(Account account) {
    Totp made = Totp.draw(random);
    return store.start(account.id(), seal.close(made.hex()))
        ? Optional.of(made.base32())
        : Optional.empty();
  }

  /** Whether there is one to confirm. */
  public boolean started(Account account) {
    return store.find(account.id()).filter(found -> !found.confirmed()).isPresent();
  }

  /**
   * Guards an account by the secret that it was given last, and ends its other sessions.
   *
   * @param session the one that goes on
   * @return recovery codes; empty if the code is another
   */
  public Optional<List<String>> confirm(Account account, long session, String code, Actor by) {
    List<OneTimeCode> codes = draw();
    return store
        .find(account.id())
        .filter(found -> !found.confirmed())
        .filter(found -> confirm(account, session, code, found, codes, by))
        .map(found -> texts(codes));
  }

  private boolean confirm(
      Account account,
      long session,
      String code,
      SecondFactor found,
      List<OneTimeCode> codes,
      Actor by) {
    Instant now = clock.instant();
    OptionalLong step = step(found, code, now);
    return step.isPresent()
        && store
            .by(by)
            .confirm(account.id(), found.sealed(), step.getAsLong(), hashes(codes), session, now);
  }

  /** Other recovery codes instead of those that there are; empty if nothing guards the account. */
  public Optional<List<String>> renewRecoveryCodes(Account account, Actor by) {
    List<OneTimeCode> codes = draw();
    return store.by(by).setRecoveryCodes(account.id(), hashes(codes), clock.instant())
        ? Optional.of(texts(codes))
        : Optional.empty();
  }

  /** Guards an account no longer; false if nothing did. */
  public boolean remove(Account account, Actor by) {
    return store.by(by).remove(account.id(), clock.instant());
  }

  /** Guards the account of an address no longer, if something did; empty for no such account. */
  public Optional<Account> remove(String email, Actor by) {
    Optional<Account> account = Emails.parse(email).flatMap(accounts::findByEmail);
    account.ifPresent(
        found -> {
          var unused = remove(found, by);
        });
    return account;
  }

  /**
   * Whether somebody typed an account's code or one of its recovery codes, which is used up.
   *
   * @throws TooManyAttemptsException if its codes were guessed at too often
   */
  boolean use(Account account, String typed, Actor by) {
    String code = typed.replaceAll("\\s", "");
    return CODE.matcher(code).matches()
        ? confirmed(account).filter(found -> use(account, found, code)).isPresent()
        : store.by(by).useRecoveryCode(account.id(), OneTimeCode.hash(typed), clock.instant());
  }

  private boolean use(Account account, SecondFactor found, String code) {
    Instant now = clock.instant();
    Duration wait = wait(found, now);
    if (wait.isPositive()) {
      throw new TooManyAttemptsException(wait);
    }
    if (!store.guess(account.id(), found.guesses(), now)) {
      throw new TooManyAttemptsException(SOON);
    }
    OptionalLong step = step(found, code, now);
    return step.isPresent() && store.use(account.id(), step.getAsLong());
  }

  private Optional<SecondFactor> confirmed(Account account) {
    return store.find(account.id()).filter(SecondFactor::confirmed);
  }

  /** Empty too where another key file sealed the secret. */
  private OptionalLong step(SecondFactor found, String code, Instant now) {
    return seal.open(found.sealed())
        .map(hex -> new Totp(hex).match(code.strip(), now, found.lastStep()))
        .orElse(OptionalLong.empty());
  }

  /** After the last free guess 1 s, then twice as long each time, up to an hour. */
  private static Duration wait(SecondFactor found, Instant now) {
    long beyond = found.guesses() - FREE_GUESSES;
    if (beyond < 0) {
      return Duration.ZERO;
    }
    Duration wait = Duration.ofSeconds(1L << Math.min(beyond, 20));
    Instant until = found.guessedAt().plus(wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT);
    return until.isAfter(now) ? Duration.between(now, until) : Duration.ZERO;
  }

  private List<OneTimeCode> draw() {
    return Stream.generate(() -> OneTimeCode.draw(random)).limit(RECOVERY_CODES).toList();
  }

  private static List<byte[]> hashes(List<OneTimeCode> codes) {
    return codes.stream().map(code -> OneTimeCode.hash(code.text())).toList();
  }

  private static List<String> texts(List<OneTimeCode> codes) {
    return codes.stream().map(OneTimeCode::text).toList();
  }
}
