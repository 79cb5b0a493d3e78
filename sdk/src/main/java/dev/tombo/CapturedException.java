// SPDX-License-Identifier: Apache-2.0
package dev.tombo;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * One exception of an event as it is sent: what is left of a throwable once it has been read.
 *
 * <p>Give a throwable to {@link Event.Builder#exception} where there is one. This type is for those
 * who have no throwable any more, such as an appender that received a serialised log event; and it
 * is what {@code beforeSend} finds in {@link Event#exceptions()}. Immutable.
 */
public final class CapturedException {
  final String type;
  final @Nullable String message;
  final Relation relation;
  final int of;
  final int commonFrames;
  final List<StackTraceElement> frames;

  private CapturedException(Builder builder) {
    type = builder.type;
    message = builder.message;
    relation = builder.relation;
    of = builder.of;
    commonFrames = builder.commonFrames;
    frames = builder.frames;
  }

  /** How an exception came to be part of an event. */
  public enum Relation {
    /** It is the one that was thrown; the first of an event's exceptions, and only that. */
    THROWN,
    /** It caused another. */
    CAUSE,
    /** It was suppressed in favour of another. */
    SUPPRESSED
  }

  /** Returns a builder for an exception of this type, such as {@code java.io.IOException}. */
  public static Builder builder(String type) {
    return new Builder(type);
  }

  /** Returns the name of the exception's class. */
  public String type() {
    return type;
  }

  /** Returns the message. */
  public Optional<String> message() {
    return Optional.ofNullable(message);
  }

  /** Returns the relation to the exception {@link #of}. */
  public Relation relation() {
    return relation;
  }

  /** Returns the index of the exception it belongs to; empty for the one that was thrown. */
  public OptionalInt of() {
    return of < 0 ? OptionalInt.empty() : OptionalInt.of(of);
  }

  /** Returns how many of its oldest frames equal those of the exception it belongs to. */
  public int commonFrames() {
    return commonFrames;
  }

  /** Returns the frames, newest call first, without the common ones; unmodifiable. */
  public List<StackTraceElement> frames() {
    return frames;
  }

  /** Returns a builder that starts from this exception. */
  public Builder toBuilder() {
    Builder builder = new Builder(type).message(message).commonFrames(commonFrames);
    builder.relation = relation;
    builder.of = of;
    builder.frames = frames;
    return builder;
  }

  /** Makes a {@link CapturedException}; it is the thrown one unless said. Not thread-safe. */
  public static final class Builder {
    private final String type;
    private @Nullable String message;
    private Relation relation = Relation.THROWN;
    private int of = -1;
    private int commonFrames;
    private List<StackTraceElement> frames = Collections.emptyList();

    private Builder(String type) {
      this.type = Text.cut(String.valueOf(type), Text.MAX_NAME);
    }

    /** Sets the message. */
    public Builder message(@Nullable String message) {
      this.message = Text.cutOrNull(message, Text.MAX_MESSAGE);
      return this;
    }

    /** Makes it a cause of the exception at this index of the event's list. */
    public Builder causeOf(int index) {
      this.relation = Relation.CAUSE;
      this.of = index;
      return this;
    }

    /** Makes it suppressed by the exception at this index of the event's list. */
    public Builder suppressedBy(int index) {
      this.relation = Relation.SUPPRESSED;
      this.of = index;
      return this;
    }

    /** Sets how many of its oldest frames equal those of the one it belongs to; 0 by default. */
    public Builder commonFrames(int commonFrames) {
      this.commonFrames = Math.max(0, commonFrames);
      return this;
    }

    /** Sets the frames, newest call first, without the common ones. Nulls are left out. */
    public Builder frames(@Nullable Collection<StackTraceElement> frames) {
      List<StackTraceElement> copy = new ArrayList<>();
      if (frames != null) {
        for (StackTraceElement frame : frames) {
          if (frame != null) {
            copy.add(frame);
          }
        }
      }
      this.frames = Collections.unmodifiableList(copy);
      return this;
    }

    /** Returns the exception. */
    public CapturedException build() {
      return new CapturedException(this);
    }
  }
}
