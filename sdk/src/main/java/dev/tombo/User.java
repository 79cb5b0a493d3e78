// SPDX-License-Identifier: Apache-2.0
package dev.tombo;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who an event happened to. The server identifies a user by id, else e-mail, else username, else
 * ip. Immutable.
 */
public final class User {
  final @Nullable String id;
  final @Nullable String email;
  final @Nullable String username;
  final @Nullable String ip;

  private User(Builder builder) {
    id = builder.id;
    email = builder.email;
    username = builder.username;
    ip = builder.ip;
  }

  /** Returns a builder with nothing set. */
  public static Builder builder() {
    return new Builder();
  }

  /** Returns a user known by this id alone. */
  public static User of(String id) {
    return builder().id(id).build();
  }

  /** Returns the id. */
  public Optional<String> id() {
    return Optional.ofNullable(id);
  }

  /** Returns the e-mail address. */
  public Optional<String> email() {
    return Optional.ofNullable(email);
  }

  /** Returns the login name. */
  public Optional<String> username() {
    return Optional.ofNullable(username);
  }

  /** Returns the network address. */
  public Optional<String> ip() {
    return Optional.ofNullable(ip);
  }

  /** Returns a builder that starts from this user. */
  public Builder toBuilder() {
    return new Builder().id(id).email(email).username(username).ip(ip);
  }

  /** Makes a {@link User}; null unsets a field. Not thread-safe. */
  public static final class Builder {
    private @Nullable String id;
    private @Nullable String email;
    private @Nullable String username;
    private @Nullable String ip;

    private Builder() {}

    /** Sets the id. */
    public Builder id(@Nullable String id) {
      this.id = Text.cutOrNull(id, Text.MAX_NAME);
      return this;
    }

    /** Sets the e-mail address. */
    public Builder email(@Nullable String email) {
      this.email = Text.cutOrNull(email, Text.MAX_NAME);
      return this;
    }

    /** Sets the login name. */
    public Builder username(@Nullable String username) {
      this.username = Text.cutOrNull(username, Text.MAX_NAME);
      return this;
    }

    /** Sets the network address. */
    public Builder ip(@Nullable String ip) {
      this.ip = Text.cutOrNull(ip, Text.MAX_NAME);
      return this;
    }

    /** Returns the user. */
    public User build() {
      return new User(this);
    }
  }
}
