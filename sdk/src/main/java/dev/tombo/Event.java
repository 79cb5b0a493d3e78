// SPDX-License-Identifier: Apache-2.0
package dev.tombo;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * One captured error, or anything else worth a person's attention.
 *
 * <pre>{@code
 * Event event =
 *     Event.builder()
 *         .message("order 42 failed")
 *         .exception(exception)
 *         .tag("region", "eu")
 *         .build();
 * tombo.capture(event);
 * }</pre>
 *
 * <p>What is not set is filled in when the event is captured: id, time, level ({@link
 * Level#ERROR}), the current thread, and what the options say of origin, environment, release and
 * tags. Immutable, but for the throwable it refers to until it is sent.
 *
 * <p>The builder never throws: null unsets a field, what is too long is cut, and whatever is handed
 * over is copied at once, within bounds (values of 16 Ki chars, messages of 64 Ki chars, 256
 * entries in a map or list).
 *
 * <p>This file is long because it is the fields' documentation: each has one method to read and one
 * to set it, and no other logic is here.
 */
public final class Event {
  final EventData data;

  /** Owns the data from now on. */
  Event(EventData data) {
    this.data = data;
  }

  /** Returns a builder with nothing set. */
  public static Builder builder() {
    return new Builder(new EventData());
  }

  /** Returns a builder that starts from this event. */
  public Builder toBuilder() {
    return new Builder(data.copy());
  }

  /** Returns the id, 32 lower-case hexadecimal digits; empty before capture if it was not set. */
  public Optional<String> id() {
    return Optional.ofNullable(data.id);
  }

  /** Returns when it happened by this machine's clock; empty before capture if it was not set. */
  public Optional<Instant> occurredAt() {
    return Optional.ofNullable(data.occurredAt);
  }

  /** Returns the level; {@link Level#ERROR} if it was not set. */
  public Level level() {
    return data.level == null ? Level.ERROR : data.level;
  }

  /** Returns the message as a person reads it. */
  public Optional<String> message() {
    return Optional.ofNullable(data.message);
  }

  /** Returns the message before its arguments were put in; the server groups by it. */
  public Optional<String> template() {
    return Optional.ofNullable(data.template);
  }

  /** Returns the name of the logger it came from. */
  public Optional<String> logger() {
    return Optional.ofNullable(data.logger);
  }

  /** Returns the host or device it came from. */
  public Optional<String> origin() {
    return Optional.ofNullable(data.origin);
  }

  /** Returns where it ran, such as production. */
  public Optional<String> environment() {
    return Optional.ofNullable(data.environment);
  }

  /** Returns which version ran. */
  public Optional<String> release() {
    return Optional.ofNullable(data.release);
  }

  /** Returns the texts of the arguments that belong in the template; unmodifiable. */
  public List<String> arguments() {
    return data.arguments;
  }

  /** Returns the id of the thread it happened on; empty before capture if it was not set. */
  public OptionalLong threadId() {
    return data.threadId < 0 ? OptionalLong.empty() : OptionalLong.of(data.threadId);
  }

  /** Returns the name of the thread it happened on. */
  public Optional<String> threadName() {
    return Optional.ofNullable(data.threadName);
  }

  /** Returns whether somebody caught the exception and went on; empty if nobody said. */
  public Optional<Boolean> handled() {
    return Optional.ofNullable(data.handled);
  }

  /** Returns the throwable, which {@link #exceptions()} is read from. */
  public Optional<Throwable> exception() {
    return Optional.ofNullable(data.exception);
  }

  /**
   * Returns the exceptions as they are sent, the thrown one first; unmodifiable. They are read from
   * the throwable after capture, so that {@code beforeSend} sees them; until then this is empty,
   * unless they were set.
   */
  public List<CapturedException> exceptions() {
    return data.exceptions;
  }

  /** Returns the tags, unmodifiable. */
  public Map<String, String> tags() {
    return data.tags;
  }

  /** Returns the sections of context, unmodifiable. */
  public Map<String, Map<String, Object>> context() {
    return data.context;
  }

  /** Returns the names of its log markers, unmodifiable. */
  public List<String> markers() {
    return data.markers;
  }

  /** Returns who it happened to. */
  public Optional<User> user() {
    return Optional.ofNullable(data.user);
  }

  /** Returns the HTTP request that was being served. */
  public Optional<Request> request() {
    return Optional.ofNullable(data.request);
  }

  /** Returns the id of the distributed trace it belongs to. */
  public Optional<String> traceId() {
    return Optional.ofNullable(data.traceId);
  }

  /** Returns the id of the span it belongs to. */
  public Optional<String> spanId() {
    return Optional.ofNullable(data.spanId);
  }

  /** Returns what happened before, oldest first; unmodifiable. */
  public List<Breadcrumb> breadcrumbs() {
    return data.breadcrumbs;
  }

  /** Returns the libraries in use and their versions, unmodifiable. */
  public Map<String, String> modules() {
    return data.modules;
  }

  /** Returns what overrides the server's grouping; empty for none. Unmodifiable. */
  public List<String> fingerprint() {
    return data.fingerprint;
  }

  /** Returns what was cut or left out on the way, in words; unmodifiable. */
  public List<String> notes() {
    return data.notes;
  }

  @Override
  public String toString() {
    return "Event{id=" + data.id + ", level=" + level() + ", message=" + data.message + "}";
  }

  /** Makes an {@link Event}. It never throws; null unsets a field. Not thread-safe. */
  public static final class Builder {
    private static final int MAX_LIST = 256;

    private final EventData data;

    Builder(EventData data) {
      this.data = data;
    }

    /**
     * Sets the id: 32 hexadecimal digits, dashes allowed. It is what makes a repeated delivery
     * harmless, so it must be new for each event. By default, and in place of an invalid one, an id
     * is made at capture.
     */
    public Builder id(@Nullable String id) {
      String plain = id == null ? "" : id.replace("-", "").toLowerCase(Locale.ROOT);
      data.id = plain.matches("[0-9a-f]{32}") ? plain : null;
      return this;
    }

    /** Sets when it happened; by default the time of capture. */
    public Builder occurredAt(@Nullable Instant occurredAt) {
      data.occurredAt = occurredAt;
      return this;
    }

    /** Sets the level; {@link Level#ERROR} by default. */
    public Builder level(@Nullable Level level) {
      data.level = level;
      return this;
    }

    /** Sets the message as a person reads it. */
    public Builder message(@Nullable String message) {
      data.message = Text.cutOrNull(message, Text.MAX_MESSAGE);
      return this;
    }

    /** Sets the message before its arguments were put in, such as {@code order {} failed}. */
    public Builder template(@Nullable String template) {
      data.template = Text.cutOrNull(template, Text.MAX_MESSAGE);
      return this;
    }

    /** Sets the name of the logger it came from. */
    public Builder logger(@Nullable String logger) {
      data.logger = Text.cutOrNull(logger, Text.MAX_NAME);
      return this;
    }

    /** Sets the host or device it came from; that of the options by default. */
    public Builder origin(@Nullable String origin) {
      data.origin = Text.cutOrNull(origin, Text.MAX_NAME);
      return this;
    }

    /** Sets where it ran, such as production; that of the options by default. */
    public Builder environment(@Nullable String environment) {
      data.environment = Text.cutOrNull(environment, Text.MAX_NAME);
      return this;
    }

    /** Sets which version ran; that of the options by default. */
    public Builder release(@Nullable String release) {
      data.release = Text.cutOrNull(release, Text.MAX_NAME);
      return this;
    }

    /** Sets the arguments that belong in the template; each is turned into text at once. */
    public Builder arguments(@Nullable Object @Nullable ... arguments) {
      data.arguments = Values.texts(arguments == null ? null : Arrays.asList(arguments));
      return this;
    }

    /** Sets the thread it happened on; by default the one that captures it. */
    public Builder thread(long id, @Nullable String name, boolean virtual) {
      data.threadId = id;
      data.threadName = Text.cutOrNull(name, Text.MAX_NAME);
      data.threadVirtual = virtual;
      return this;
    }

    /** Sets whether somebody caught the exception and went on. */
    public Builder handled(boolean handled) {
      data.handled = handled;
      return this;
    }

    /**
     * Sets the throwable. Its chain of causes and messages is read at capture, its stack traces
     * shortly after on the SDK's own thread.
     */
    public Builder exception(@Nullable Throwable exception) {
      data.exception = exception;
      return this;
    }

    /**
     * Sets the exceptions as they are to be sent, the thrown one first; they are then not read from
     * the throwable. At most 64 are kept.
     */
    public Builder exceptions(@Nullable Collection<CapturedException> exceptions) {
      data.exceptions = bounded(exceptions, 64);
      return this;
    }

    /** Sets a tag, a short value to search and count by. */
    public Builder tag(String key, @Nullable String value) {
      data.tags = Values.with(data.tags, key, value);
      return this;
    }

    /** Sets all tags. */
    public Builder tags(@Nullable Map<String, String> tags) {
      data.tags = Values.strings(tags);
      return this;
    }

    /**
     * Sets a section of context, such as {@code mdc}. Strings, numbers, booleans, maps, collections
     * and arrays keep their form, up to 8 levels deep; anything else becomes text.
     */
    public Builder context(String section, @Nullable Map<String, ?> values) {
      Map<String, Map<String, Object>> copy = new LinkedHashMap<>(data.context);
      String name = Text.cut(String.valueOf(section), Text.MAX_NAME);
      if (values == null) {
        copy.remove(name);
      } else if (copy.size() < MAX_LIST) {
        copy.put(name, Values.copy(values));
      }
      data.context = Collections.unmodifiableMap(copy);
      return this;
    }

    /** Sets the names of its log markers. */
    public Builder markers(@Nullable Collection<String> markers) {
      data.markers = Values.texts(markers);
      return this;
    }

    /** Sets who it happened to. */
    public Builder user(@Nullable User user) {
      data.user = user;
      return this;
    }

    /** Sets the HTTP request that was being served. */
    public Builder request(@Nullable Request request) {
      data.request = request;
      return this;
    }

    /** Sets the distributed trace and the span it belongs to. */
    public Builder trace(@Nullable String traceId, @Nullable String spanId) {
      data.traceId = Text.cutOrNull(traceId, Text.MAX_NAME);
      data.spanId = Text.cutOrNull(spanId, Text.MAX_NAME);
      return this;
    }

    /** Sets what happened before, oldest first. The newest 256 are kept. */
    public Builder breadcrumbs(@Nullable Collection<Breadcrumb> breadcrumbs) {
      data.breadcrumbs = bounded(breadcrumbs, Integer.MAX_VALUE);
      int excess = data.breadcrumbs.size() - MAX_LIST;
      if (excess > 0) {
        List<Breadcrumb> newest = data.breadcrumbs.subList(excess, data.breadcrumbs.size());
        data.breadcrumbs = Collections.unmodifiableList(new ArrayList<>(newest));
      }
      return this;
    }

    /** Sets the libraries in use and their versions, such as {@code com.acme:shop} and 1.4.2. */
    public Builder modules(@Nullable Map<String, String> modules) {
      data.modules = Values.strings(modules);
      return this;
    }

    /** Overrides the server's grouping: events with equal parts are one issue. */
    public Builder fingerprint(String @Nullable ... parts) {
      data.fingerprint = Values.texts(parts == null ? null : Arrays.asList(parts));
      return this;
    }

    /** Adds a remark on what was cut or left out on the way. At most 64 are kept. */
    public Builder note(@Nullable String note) {
      if (note != null && data.notes.size() < 64) {
        List<String> copy = new ArrayList<>(data.notes);
        copy.add(Text.cut(note, Text.MAX_NAME));
        data.notes = Collections.unmodifiableList(copy);
      }
      return this;
    }

    /** Returns the event. The builder may be used further. */
    public Event build() {
      return new Event(data.copy());
    }

    private static <T> List<T> bounded(@Nullable Collection<T> items, int max) {
      List<T> copy = new ArrayList<>();
      if (items != null) {
        for (T item : items) {
          if (item != null && copy.size() < max) {
            copy.add(item);
          }
        }
      }
      return Collections.unmodifiableList(copy);
    }
  }
}
