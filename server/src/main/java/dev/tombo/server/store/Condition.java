// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.store;

import dev.tombo.server.model.IssueStatus;
import dev.tombo.server.model.Level;
import java.time.Instant;
import java.util.Optional;

/** What must hold of an issue for a list to have it. Immutable. */
public sealed interface Condition {
  /** Where a search looks. */
  enum Where {
    /** In all of the others. */
    ANYWHERE,
    /** In the name of its level. */
    LEVEL,
    /** In its title, its culprit or its latest event's message. */
    DESCRIPTION,
    /** In its latest event's origin. */
    ORIGIN
  }

  /** How a count is compared. */
  enum Comparison {
    LESS,
    AT_MOST,
    EXACTLY,
    AT_LEAST,
    MORE
  }

  /** It has this status. */
  record HasStatus(IssueStatus status) implements Condition {}

  /** It has this level. */
  record HasLevel(Level level) implements Condition {}

  /** It holds this text, in upper or lower case. */
  record Contains(Where where, String text) implements Condition {}

  /** It was ever seen in this environment. */
  record InEnvironment(String environment) implements Condition {}

  /** It was ever seen in this release. */
  record InRelease(String release) implements Condition {}

  /** It has a tag of this key; with this value where one is said. */
  record Tagged(String key, Optional<String> value) implements Condition {}

  /** Its count, of the slice that is listed, compares so with this number. */
  record Counts(Comparison comparison, long number) implements Condition {}

  /** It was last seen, in the slice that is listed, at this time or later. */
  record SeenSince(Instant time) implements Condition {}

  /** It was last seen, in the slice that is listed, at this time or before. */
  record LastSeenUntil(Instant time) implements Condition {}

  /** It was first seen, in the slice that is listed, before this time. */
  record FirstSeenBefore(Instant time) implements Condition {}

  /** The other does not hold. */
  record Not(Condition other) implements Condition {}
}
