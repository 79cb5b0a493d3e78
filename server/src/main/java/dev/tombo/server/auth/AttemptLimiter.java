// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.auth;

import dev.tombo.server.auth.FailureCounts.Count;
import dev.tombo.server.model.Networks;
import dev.tombo.server.model.Sha256;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Slows down whoever guesses: an address at one target, and an address at all of them. A target
 * itself is never closed, or anybody could close it for its owner, who comes from elsewhere. One
 * attempt of an address runs at a time, so that none is made before the last has been counted; who
 * would wait long for that is sent away. Thread-safe.
 */
public final class AttemptLimiter {
  private static final Duration WINDOW = Duration.ofMinutes(15);
  private static final int FREE_OF_PAIR = 5;
  private static final int FREE_OF_ADDRESS = 50;
  private static final int MAX_PAIRS = 20_000;
  private static final int MAX_ADDRESSES = 10_000;
  private static final int LOCKS = 64;

  /** How long to wait for the attempts before, which may wait for the database. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** After how long to come back, where too many wait at once. */
  private static final Duration CROWDED = Duration.ofSeconds(1);

  private final InstantSource clock;
  private final Duration patience;
  private final FailureCounts pairs = new FailureCounts(new OfPair(), MAX_PAIRS);
  private final FailureCounts addresses = new FailureCounts(new OfAddress(), MAX_ADDRESSES);
  private final List<ReentrantLock> locks =
      Stream.generate(ReentrantLock::new).limit(LOCKS).toList();

  /** Nothing has failed yet. */
  public AttemptLimiter(InstantSource clock) {
    this(clock, PATIENCE);
  }

  /** One that lets an attempt wait so long for those before it. */
  AttemptLimiter(InstantSource clock, Duration patience) {
    this.clock = clock;
    this.patience = patience;
  }

  /**
   * Makes an attempt, which has failed if it answers nothing; one that throws counts as none.
   *
   * @param target what is guessed at, such as an account's address, whether it exists or not
   * @throws TooManyAttemptsException if it may not be made now
   */
  <T> Optional<T> attempt(String target, InetAddress from, Supplier<Optional<T>> attempt) {
    return attempt(target, from, attempt, Optional::isPresent);
  }

  /**
   * Does what counts as a failure whatever comes of it, so that nobody does much of it.
   *
   * @throws TooManyAttemptsException if it may not be done now
   */
  <T> T count(String target, InetAddress from, Supplier<T> work) {
    return attempt(target, from, work, result -> false);
  }

  private <T> T attempt(
      String target, InetAddress from, Supplier<T> attempt, Predicate<T> succeeded) {
    String address = Networks.of(from);
    String pair = HexFormat.of().formatHex(Sha256.of(address + " " + target));
    ReentrantLock lock = locks.get(Math.floorMod(address.hashCode(), LOCKS));
    waitFor(lock);
    try {
      refuse(pair, address);
      T result = attempt.get();
      if (succeeded.test(result)) {
        pairs.clear(pair);
      } else {
        Instant now = clock.instant();
        pairs.add(pair, now);
        addresses.add(address, now);
      }
      return result;
    } finally {
      lock.unlock();
    }
  }

  private void waitFor(ReentrantLock lock) {
    try {
      if (!lock.tryLock(patience.toNanos(), TimeUnit.NANOSECONDS)) {
        throw new TooManyAttemptsException(CROWDED);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TooManyAttemptsException(CROWDED);
    }
  }

  private void refuse(String pair, String address) {
    Instant now = clock.instant();
    Duration ofPair = pairs.wait(pair, now);
    Duration ofAddress = addresses.wait(address, now);
    Duration wait = ofPair.compareTo(ofAddress) > 0 ? ofPair : ofAddress;
    if (wait.isPositive()) {
      throw new TooManyAttemptsException(wait);
    }
  }

  /** After the fifth failure 1 s, then twice as long each time, up to the window. */
  private static final class OfPair implements FailureCounts.Rule {
    @Override
    public Instant waitsUntil(Count count) {
      int beyond = count.failures() - FREE_OF_PAIR;
      if (beyond < 0) {
        return count.last();
      }
      Duration wait = Duration.ofSeconds(1L << Math.min(beyond, 20));
      return count.last().plus(wait.compareTo(WINDOW) < 0 ? wait : WINDOW);
    }

    @Override
    public Instant forgottenAt(Count count) {
      return waitsUntil(count).plus(WINDOW);
    }
  }

  /** After the fiftieth failure of a window, until its end. */
  private static final class OfAddress implements FailureCounts.Rule {
    @Override
    public Instant waitsUntil(Count count) {
      return count.failures() < FREE_OF_ADDRESS ? count.last() : forgottenAt(count);
    }

    @Override
    public Instant forgottenAt(Count count) {
      return count.first().plus(WINDOW);
    }
  }
}
