// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.store;

/**
 * Everything that Tombo keeps, in one relational database. Thread-safe.
 *
 * <p>Every call may block on the database; callers on virtual threads are fine, since the store
 * moves native calls to threads of its own. Every call may throw a {@link StoreException}.
 */
public interface Store extends AutoCloseable {
  /** The write path of events. */
  DigestStore digests();

  /** Reads issues and does with them what people decide. */
  IssueStore issues();

  /** Moves groupings between issues. */
  RegroupStore regroupings();

  /** What projects say of their grouping, and since when its versions are in use. */
  GroupingStore groupings();

  /** What projects say of the secrets in their events. */
  ScrubbingStore scrubbing();

  /** Reads what bodies are compressed against. */
  DictionaryStore dictionaries();

  /** Reads events. */
  EventStore events();

  /** Reads and writes accounts. */
  AccountStore accounts();

  /** Reads and writes what accounts are asked for beside their passwords. */
  SecondFactorStore secondFactors();

  /** Reads and writes people's log-ins. */
  SessionStore sessions();

  /** Reads and writes the credentials of people's scripts. */
  PersonalTokenStore personalTokens();

  /** Reads and writes projects and their members. */
  ProjectStore projects();

  /** Reads and writes the open ways into projects. */
  InvitationStore invitations();

  /** Reads and writes API tokens. */
  ApiTokenStore apiTokens();

  /** Erases what projects hold of one person. */
  ErasureStore erasures();

  /** Reads who did what. */
  AuditStore audit();

  /** Reads what became of all that was sent. */
  LedgerStore ledgers();

  /** Removes what is not shown any more. */
  RetentionStore retention();

  /**
   * Makes sure that a write would be committed now.
   *
   * @throws StoreUnavailableException saying why it would not
   */
  void check();

  /** How much it takes on disk, in bytes. */
  long bytes();

  /** Ends what runs and closes the database; calls after that fail. */
  @Override
  void close();
}
