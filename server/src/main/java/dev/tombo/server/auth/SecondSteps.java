// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.auth;

import dev.tombo.server.model.Account;
import dev.tombo.server.store.AccountStore;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Remembers nothing between the two steps of a log-in: the token of the second says whose and until
 * when, with a code of both and of the account's password hash (HMAC-SHA-256) under a key of the
 * server's. So another password voids it. Thread-safe.
 */
public final class SecondSteps {
  private static final Duration LIFETIME = Duration.ofMinutes(5);
  private static final Pattern FORM =
      Pattern.compile("([1-9]\\d{0,17})\\.([1-9]\\d{0,11})\\.([A-Za-z0-9_-]{43})");

  private final HmacKey key;
  private final AccountStore accounts;
  private final InstantSource clock;

  /** Steps under a key derived from the key file. */
  public SecondSteps(KeyFile keyFile, AccountStore accounts, InstantSource clock) {
    this.key = new HmacKey(keyFile.derive("second steps"));
    this.accounts = accounts;
    this.clock = clock;
  }

  /** The second step of an account whose password was shown. */
  SecondStep after(Account account) {
    String signed = account.id() + "." + clock.instant().plus(LIFETIME).getEpochSecond();
    return new SecondStep(signed + "." + code(signed, account), LIFETIME);
  }

  /** Whose step a token is; empty for what was not issued here, or is over. */
  Optional<Account> verify(String token) {
    Matcher matcher = FORM.matcher(token);
    if (!matcher.matches()
        || !clock.instant().isBefore(Instant.ofEpochSecond(Long.parseLong(matcher.group(2))))) {
      return Optional.empty();
    }
    String signed = token.substring(0, matcher.start(3) - 1);
    byte[] shown = matcher.group(3).getBytes(StandardCharsets.US_ASCII);
    return accounts
        .find(Long.parseLong(matcher.group(1)))
        .filter(
            account ->
                MessageDigest.isEqual(
                    code(signed, account).getBytes(StandardCharsets.US_ASCII), shown));
  }

  private String code(String signed, Account account) {
    String text = signed + "." + account.passwordHash();
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(key.mac(text.getBytes(StandardCharsets.UTF_8)));
  }
}
