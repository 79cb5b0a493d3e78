// SPDX-License-Identifier: Apache-2.0
package dev.tombo;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Something that happened before an event and may help to explain it. Immutable. */
public final class Breadcrumb {
  final Instant at;
  final Level level;
  final @Nullable String category;
  final @Nullable String message;
  final Map<String, Object> data;

  private Breadcrumb(Builder builder) {
    at = builder.at;
    level = builder.level;
    category = builder.category;
    message = builder.message;
    data = builder.data;
  }

  /** Returns a builder for something that happened at this time. */
  public static Builder builder(Instant at) {
    return new Builder(at);
  }

  /** Returns when it happened. */
  public Instant at() {
    return at;
  }

  /** Returns the level; {@link Level#INFO} if it was not set. */
  public Level level() {
    return level;
  }

  /** Returns what it belongs to, such as a logger's name. */
  public Optional<String> category() {
    return Optional.ofNullable(category);
  }

  /** Returns the text. */
  public Optional<String> message() {
    return Optional.ofNullable(message);
  }

  /** Returns the details, unmodifiable. */
  public Map<String, Object> data() {
    return data;
  }

  /** Makes a {@link Breadcrumb}; null unsets a field. Not thread-safe. */
  public static final class Builder {
    private final Instant at;
    private Level level = Level.INFO;
    private @Nullable String category;
    private @Nullable String message;
    private Map<String, Object> data = Collections.emptyMap();

    private Builder(Instant at) {
      this.at = at;
    }

    /** Sets the level; {@link Level#INFO} by default. */
    public Builder level(@Nullable Level level) {
      this.level = level == null ? Level.INFO : level;
      return this;
    }

    /** Sets what it belongs to, such as a logger's name. */
    public Builder category(@Nullable String category) {
      this.category = Text.cutOrNull(category, Text.MAX_NAME);
      return this;
    }

    /** Sets the text. */
    public Builder message(@Nullable String message) {
      this.message = Text.cutOrNull(message, Text.MAX_VALUE);
      return this;
    }

    /** Sets the details; they are copied as {@link Event.Builder#context} copies its section. */
    public Builder data(@Nullable Map<String, ?> data) {
      this.data = Values.copy(data);
      return this;
    }

    /** Returns the breadcrumb. */
    public Breadcrumb build() {
      return new Breadcrumb(this);
    }
  }
}
