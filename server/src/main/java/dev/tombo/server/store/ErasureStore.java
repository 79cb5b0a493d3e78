// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.store;

import dev.tombo.server.model.Erasure;
import dev.tombo.server.model.Person;
import dev.tombo.server.model.UserHash;
import dev.tombo.server.store.RegroupStore.Author;
import dev.tombo.server.store.RegroupStore.Describer;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Erases what projects hold of one person. Thread-safe. */
public interface ErasureStore extends Audited<ErasureStore> {
  /**
   * Notes that somebody is to be erased from what a project holds now.
   *
   * @throws NoProjectException if there is no such project
   */
  Erasure start(long project, Person person, Author author);

  /** Notes that somebody's events were handed out. */
  void exported(long project, Person person, Instant at);

  /** A project's erasure of a number. */
  Optional<Erasure> find(long project, long number);

  /**
   * A project's erasures, newest first.
   *
   * @param before only those of a smaller number
   * @param limit how many at most, from 1
   */
  Page<Erasure> ofProject(long project, OptionalLong before, int limit);

  /**
   * Goes on by one slice with the oldest erasure of each project that is not done, where the last
   * slice ended, whichever process did that.
   *
   * @param rows how many are looked at
   * @return whether there may be more now
   */
  boolean step(Reader reader, int rows, Instant now);

  /** Reads stored events. */
  interface Reader {
    /** What an event has of a person; empty where it does not concern them. */
    Optional<Trace> trace(long project, byte[] body, Person person);

    /** What makes lists show what is left. */
    Describer describer(long project);
  }

  /**
   * What an event of a person left in counters.
   *
   * @param user by which they were counted; null for none
   * @param tags that tell who they are
   */
  record Trace(@Nullable UserHash user, Map<String, String> tags) {}
}
