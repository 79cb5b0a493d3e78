// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.store;

import java.time.Instant;
import java.util.Collection;
import java.util.Optional;

/** Reads and writes what accounts are asked for beside their passwords. Thread-safe. */
public interface SecondFactorStore extends Audited<SecondFactorStore> {
  /** An account's, confirmed or not. */
  Optional<SecondFactor> find(long account);

  /**
   * Gives an account one that is to be confirmed, instead of any that was.
   *
   * @param sealed its secret, encrypted
   * @return false, and nothing is changed, if it has one that is confirmed
   */
  boolean start(long account, byte[] sealed);

  /**
   * Confirms an account's, and ends all its sessions but one, which a password alone had opened.
   *
   * @param sealed the secret that was looked at
   * @param step of which a code was shown, and is used up
   * @param recoveryCodes the hashes of what does instead of a code, each once
   * @param session the one that goes on
   * @return false, and nothing is changed, if it is another by now, or is confirmed
   */
  boolean confirm(
      long account,
      byte[] sealed,
      long step,
      Collection<byte[]> recoveryCodes,
      long session,
      Instant at);

  /**
   * Counts a guess at a code, before it is judged; of several calls with one count, one does.
   *
   * @param guesses how many there were
   * @return false if there are more by now
   */
  boolean guess(long account, long guesses, Instant at);

  /**
   * Uses a step up, and forgets the guesses.
   *
   * @return false, and nothing is changed, if it or a later one was used
   */
  boolean use(long account, long step);

  /** Uses a recovery code up, and forgets the guesses; false if there is none of this hash. */
  boolean useRecoveryCode(long account, byte[] hash, Instant at);

  /** How many recovery codes an account has left. */
  long recoveryCodes(long account);

  /** Gives an account these instead of its recovery codes; false if it has no second factor. */
  boolean setRecoveryCodes(long account, Collection<byte[]> hashes, Instant at);

  /** Takes an account's away, with its recovery codes; false if there is none. */
  boolean remove(long account, Instant at);

  /**
   * What an account is asked for beside its password.
   *
   * @param sealed its secret, encrypted
   * @param confirmed whether it is asked for
   * @param lastStep the latest that was used
   * @param guesses how often it was guessed at since
   * @param guessedAt when last
   */
  @SuppressWarnings("ArrayRecordComponent") // handed through once, never compared
  record SecondFactor(
      byte[] sealed, boolean confirmed, long lastStep, long guesses, Instant guessedAt) {}
}
