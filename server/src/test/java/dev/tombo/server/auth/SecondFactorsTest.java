// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tombo.server.model.Account;
import dev.tombo.server.model.Actor;
import dev.tombo.server.store.jdbc.JdbcStore;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Guesses at a second factor over a real database, with a clock that the test turns. */
final class SecondFactorsTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final int FREE = 20;

  @TempDir Path directory = Path.of("");
  private Instant now = NOON;
  private @Nullable JdbcStore opened;
  private @Nullable Account made;
  private List<String> recoveryCodes = List.of();

  @BeforeEach
  void open() {
    opened = JdbcStore.sqlite(directory.resolve("tombo.db"));
    made = store().accounts().create("ana@example.com", "Ana", "hash", false, NOON);
    assertThat(factors().start(account())).isPresent();
    recoveryCodes = factors().confirm(account(), 1, code(0), Actor.SERVER).orElseThrow();
  }

  @AfterEach
  void close() {
    store().close();
  }

  @Test
  void use_inTurn_goesOn() {
    for (int i = 0; i < 3 * FREE; i++) {
      now = now.plusSeconds(30);
      assertThat(factors().use(account(), code(0), Actor.SERVER)).isTrue();
      assertThat(factors().use(account(), code(0), Actor.SERVER)).as("again").isFalse();
    }
  }

  @Test
  void use_guessedTooOften_waitsFromAnywhereAndLonger() {
    for (int i = 0; i < FREE; i++) {
      assertThat(factors().use(account(), wrong(), Actor.SERVER)).isFalse();
    }
    for (int seconds = 1; seconds <= 64; seconds *= 2) {
      assertWaits(Duration.ofSeconds(seconds));
      now = now.plusSeconds(seconds);
      assertThat(factors().use(account(), wrong(), Actor.SERVER)).isFalse();
    }
    now = now.plus(Duration.ofDays(1));
    for (int i = 0; i < 9; i++) {
      assertThat(factors().use(account(), wrong(), Actor.SERVER)).isFalse();
      now = now.plus(Duration.ofHours(1));
    }
    assertThat(factors().use(account(), code(0), Actor.SERVER))
        .as("the owner, an hour later")
        .isTrue();
    assertThat(factors().use(account(), wrong(), Actor.SERVER)).as("counted anew").isFalse();
    assertThat(factors().use(account(), code(1), Actor.SERVER)).isTrue();
  }

  @Test
  void use_ofARecoveryCode_isNotHeldUpByGuesses() {
    for (int i = 0; i < FREE; i++) {
      assertThat(factors().use(account(), wrong(), Actor.SERVER)).isFalse();
    }
    assertWaits(Duration.ofSeconds(1));

    assertThat(factors().use(account(), "AAAA-BBBB-CCCC-DDDD-EEEE", Actor.SERVER)).isFalse();
    assertWaits(Duration.ofSeconds(1));
    assertThat(factors().use(account(), recoveryCodes.getFirst(), Actor.SERVER)).isTrue();
    assertThat(factors().use(account(), recoveryCodes.getFirst(), Actor.SERVER)).isFalse();
  }

  @Test
  void use_guessedByManyAtOnce_countsEach() throws Exception {
    int many = 100;
    var start = new CountDownLatch(1);
    List<Future<Boolean>> guesses = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < many; i++) {
        guesses.add(
            threads.submit(
                () -> {
                  start.await();
                  return factors().use(account(), wrong(), Actor.SERVER);
                }));
      }
      start.countDown();
    }
    int judged = 0;
    for (Future<Boolean> guess : guesses) {
      judged += judged(guess);
    }

    assertThat(judged).isBetween(1, FREE);
    assertThat(store().secondFactors().find(account().id()).orElseThrow().guesses())
        .isEqualTo(judged);
  }

  @Test
  void use_underAnotherKeyFile_takesRecoveryCodesOnly() {
    now = now.plusSeconds(30);

    assertThat(factors("other").use(account(), code(0), Actor.SERVER)).isFalse();
    assertThat(factors("other").use(account(), recoveryCodes.getFirst(), Actor.SERVER)).isTrue();
  }

  @Test
  void secrets_inTheDatabase_areNotReadable() {
    String hex = secret().hex();
    byte[] sealed = store().secondFactors().find(account().id()).orElseThrow().sealed();

    assertThat(new String(sealed, StandardCharsets.ISO_8859_1))
        .doesNotContain(hex, secret().base32());
    assertThat(secret()).asString().doesNotContain(hex);
  }

  private static int judged(Future<Boolean> guess) throws InterruptedException {
    try {
      assertThat(guess.get()).isFalse();
      return 1;
    } catch (ExecutionException e) {
      assertThat(e).hasCauseInstanceOf(TooManyAttemptsException.class);
      return 0;
    }
  }

  private void assertWaits(Duration wait) {
    assertThatThrownBy(() -> factors().use(account(), code(0), Actor.SERVER))
        .isInstanceOfSatisfying(
            TooManyAttemptsException.class, e -> assertThat(e.retryAfter()).isEqualTo(wait));
  }

  /** A code that is none of those that are taken now. */
  private String wrong() {
    for (int i = 0; ; i++) {
      String code = "%06d".formatted(i);
      if (secret().match(code, now, 0).isEmpty()) {
        return code;
      }
    }
  }

  private String code(int steps) {
    return secret().code(Totp.step(now) + steps, 6);
  }

  private Totp secret() {
    byte[] sealed = store().secondFactors().find(account().id()).orElseThrow().sealed();
    SecureRandom random = new SecureRandom();
    KeyFile keyFile = KeyFile.open(directory.resolve("key"), random);
    return new Totp(new Seal(keyFile.derive("second factors"), random).open(sealed).orElseThrow());
  }

  private SecondFactors factors() {
    return factors("key");
  }

  private SecondFactors factors(String file) {
    SecureRandom random = new SecureRandom();
    return new SecondFactors(
        store().secondFactors(),
        store().accounts(),
        KeyFile.open(directory.resolve(file), random),
        () -> now,
        random);
  }

  private Account account() {
    return Objects.requireNonNull(made);
  }

  private JdbcStore store() {
    return Objects.requireNonNull(opened);
  }
}
