// SPDX-License-Identifier: Apache-2.0
package dev.tombo;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The HTTP request that was being served when an event happened. Immutable. */
public final class Request {
  final @Nullable String method;
  final @Nullable String url;
  final Map<String, String> headers;

  private Request(Builder builder) {
    method = builder.method;
    url = builder.url;
    headers = builder.headers;
  }

  /** Returns a builder with nothing set. */
  public static Builder builder() {
    return new Builder();
  }

  /** Returns the method, such as POST. */
  public Optional<String> method() {
    return Optional.ofNullable(method);
  }

  /** Returns the address that was asked for. */
  public Optional<String> url() {
    return Optional.ofNullable(url);
  }

  /** Returns the headers, unmodifiable. */
  public Map<String, String> headers() {
    return headers;
  }

  /** Returns a builder that starts from this request. */
  public Builder toBuilder() {
    return new Builder().method(method).url(url).headers(headers);
  }

  /** Makes a {@link Request}; null unsets a field. Not thread-safe. */
  public static final class Builder {
    private @Nullable String method;
    private @Nullable String url;
    private Map<String, String> headers = Collections.emptyMap();

    private Builder() {}

    /** Sets the method, such as POST. */
    public Builder method(@Nullable String method) {
      this.method = Text.cutOrNull(method, Text.MAX_NAME);
      return this;
    }

    /** Sets the address that was asked for. */
    public Builder url(@Nullable String url) {
      this.url = Text.cutOrNull(url, Text.MAX_VALUE);
      return this;
    }

    /** Adds a header, in place of one of the same name. */
    public Builder header(String name, @Nullable String value) {
      this.headers = Values.with(headers, name, value);
      return this;
    }

    /** Sets all headers. Leave credentials and cookies out. */
    public Builder headers(@Nullable Map<String, String> headers) {
      this.headers = Values.strings(headers);
      return this;
    }

    /** Returns the request. */
    public Request build() {
      return new Request(this);
    }
  }
}
