// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The erasing of what a project holds of one person; who that is, is forgotten with it.
 *
 * @param project where
 * @param number counted by project, from 1
 * @param account who asked for it
 * @param knownBy by what the person was known, in words
 * @param requestedAt when
 * @param finishedAt when all was erased; null before
 * @param stage what is being looked through
 * @param examined events that were looked at so far
 * @param erased events that were erased so far
 */
public record Erasure(
    long project,
    long number,
    long account,
    String knownBy,
    Instant requestedAt,
    @Nullable Instant finishedAt,
    Stage stage,
    long examined,
    long erased) {
  /** What is looked through, one after the other; the ordinal is stored. */
  public enum Stage {
    EVENTS,
    USERS,
    TAGS,
    VALUES,
    ISSUES,
    /** What was touched of issues is made anew, for lists and searches. */
    LISTS,
    /** Nothing is left; what was overwritten is to leave the disk. */
    DISK,
    DONE;

    /** The one after this. */
    public Stage next() {
      return switch (this) {
        case EVENTS -> USERS;
        case USERS -> TAGS;
        case TAGS -> VALUES;
        case VALUES -> ISSUES;
        case ISSUES -> LISTS;
        case LISTS -> DISK;
        case DISK, DONE -> DONE;
      };
    }
  }
}
