// SPDX-License-Identifier: Apache-2.0
package dev.tombo;

import java.nio.file.Path;
import java.nio.file.Paths;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link Tombo} is created with.
 *
 * <p>A setting that the code leaves unset is taken from the system property {@code tombo.name},
 * else from the environment variable {@code TOMBO_NAME}, else from {@code tombo.name} in a file
 * {@code tombo.properties} on the class path, else from its default. In the environment {@code
 * maxQueueEvents} is {@code TOMBO_MAX_QUEUE_EVENTS}. A text that is blank or an unresolved
 * placeholder counts as unset. Immutable.
 *
 * <p>{@link Builder#build()} throws {@link IllegalArgumentException} that begins with the name of
 * the setting that makes no sense. Nothing throws after that.
 *
 * <p>This file is long because it is the settings' documentation: each has a field, a line that
 * says its source and default, and two methods, and no other logic is here.
 */
public final class TomboOptions {
  final @Nullable String endpoint;
  final @Nullable String token;
  final @Nullable String environment;
  final @Nullable String release;
  final @Nullable String origin;
  final Collection<String> inApp;
  final Map<String, String> tags;
  final int maxQueueEvents;
  final long maxQueueBytes;
  final int maxBatchEvents;
  final int maxBatchBytes;
  final int maxFrames;
  final Duration maxBatchAge;
  final Duration connectTimeout;
  final Duration callTimeout;
  final Duration closeTimeout;
  final boolean redact;
  final Collection<String> redactKeys;
  final SpoolMode spool;
  final Path spoolDirectory;
  final long maxSpoolBytes;
  final Duration maxSpoolAge;
  final @Nullable UnaryOperator<Event> beforeSend;
  final @Nullable BiConsumer<DiscardReason, Long> onDiscard;
  final boolean shutdownHook;

  private TomboOptions(Builder builder, Settings settings) {
    endpoint = Check.endpoint(settings.text("endpoint", builder.endpoint));
    token = Check.token(settings.text("token", builder.token));
    environment = settings.text("environment", builder.environment);
    release = settings.text("release", builder.release);
    origin = settings.text("origin", builder.origin);
    inApp = settings.names("inApp", builder.inApp);
    tags = builder.tags;
    maxQueueEvents = count("maxQueueEvents", builder.maxQueueEvents, 1000, settings);
    maxQueueBytes = bytes("maxQueueBytes", builder.maxQueueBytes, 8L << 20, settings);
    maxBatchEvents = count("maxBatchEvents", builder.maxBatchEvents, 100, settings);
    maxBatchBytes = count("maxBatchBytes", builder.maxBatchBytes, 512 << 10, settings);
    maxFrames = count("maxFrames", builder.maxFrames, 256, settings);
    maxBatchAge =
        Check.notNegative(
            "maxBatchAge", settings.duration("maxBatchAge", builder.maxBatchAge, seconds(2)));
    connectTimeout =
        Check.positive(
            "connectTimeout",
            settings.duration("connectTimeout", builder.connectTimeout, seconds(5)));
    callTimeout =
        Check.positive(
            "callTimeout", settings.duration("callTimeout", builder.callTimeout, seconds(10)));
    closeTimeout =
        Check.notNegative(
            "closeTimeout", settings.duration("closeTimeout", builder.closeTimeout, seconds(5)));
    redact = settings.flag("redact", builder.redact, true);
    redactKeys = settings.names("redactKeys", builder.redactKeys);
    Path directory = settings.path("spoolDirectory", builder.spoolDirectory);
    SpoolMode otherwise = directory == null ? SpoolMode.OFF : SpoolMode.AWAY;
    spool = settings.spool("spool", builder.spool, otherwise);
    spoolDirectory = directory == null ? defaultSpoolDirectory() : directory;
    maxSpoolBytes = bytes("maxSpoolBytes", builder.maxSpoolBytes, 64L << 20, settings);
    maxSpoolAge =
        Check.positive(
            "maxSpoolAge",
            settings.duration("maxSpoolAge", builder.maxSpoolAge, Duration.ofDays(7)),
            Duration.ofDays(30));
    beforeSend = builder.beforeSend;
    onDiscard = builder.onDiscard;
    shutdownHook = builder.shutdownHook;
  }

  private static int count(String name, @Nullable Integer inCode, int fallback, Settings settings) {
    return Check.positive(name, settings.count(name, inCode, fallback));
  }

  private static long bytes(String name, @Nullable Long inCode, long fallback, Settings settings) {
    return Check.positive(name, settings.bytes(name, inCode, fallback));
  }

  private static Duration seconds(int seconds) {
    return Duration.ofSeconds(seconds);
  }

  private static Path defaultSpoolDirectory() {
    return Paths.get(
        System.getProperty("java.io.tmpdir", "."), "tombo-" + System.getProperty("user.name", ""));
  }

  /** Returns a builder with nothing set. */
  public static Builder builder() {
    return new Builder();
  }

  /** Returns a builder in which everything is set as it is here, whatever its source was. */
  public Builder toBuilder() {
    Builder builder = new Builder();
    builder.endpoint = endpoint;
    builder.token = token;
    builder.environment = environment;
    builder.release = release;
    builder.origin = origin;
    builder.inApp = inApp;
    builder.tags = tags;
    builder.maxQueueEvents = maxQueueEvents;
    builder.maxQueueBytes = maxQueueBytes;
    builder.maxBatchEvents = maxBatchEvents;
    builder.maxBatchBytes = maxBatchBytes;
    builder.maxFrames = maxFrames;
    builder.maxBatchAge = maxBatchAge;
    builder.connectTimeout = connectTimeout;
    builder.callTimeout = callTimeout;
    builder.closeTimeout = closeTimeout;
    builder.redact = redact;
    builder.redactKeys = redactKeys;
    builder.spool = spool;
    builder.spoolDirectory = spoolDirectory;
    builder.maxSpoolBytes = maxSpoolBytes;
    builder.maxSpoolAge = maxSpoolAge;
    builder.beforeSend = beforeSend;
    builder.onDiscard = onDiscard;
    builder.shutdownHook = shutdownHook;
    return builder;
  }

  /** Returns the server's address. */
  public Optional<String> endpoint() {
    return Optional.ofNullable(endpoint);
  }

  /** Returns the project's API token. */
  public Optional<String> token() {
    return Optional.ofNullable(token);
  }

  /** Returns where the application runs. */
  public Optional<String> environment() {
    return Optional.ofNullable(environment);
  }

  /** Returns which version runs. */
  public Optional<String> release() {
    return Optional.ofNullable(release);
  }

  /** Returns the host or device the application runs on. */
  public Optional<String> origin() {
    return Optional.ofNullable(origin);
  }

  /** Returns the prefixes of the application's own classes; unmodifiable. */
  public Collection<String> inApp() {
    return inApp;
  }

  /** Returns the tags of every event, unmodifiable. */
  public Map<String, String> tags() {
    return tags;
  }

  /** Returns how many events may wait. */
  public int maxQueueEvents() {
    return maxQueueEvents;
  }

  /** Returns how much memory the waiting events may take, approximately. */
  public long maxQueueBytes() {
    return maxQueueBytes;
  }

  /** Returns how many events go in one request. */
  public int maxBatchEvents() {
    return maxBatchEvents;
  }

  /** Returns how large a request's events may be before compression. */
  public int maxBatchBytes() {
    return maxBatchBytes;
  }

  /**
   * Returns how many frames of each exception are sent; of more, the newest two thirds and the
   * oldest third are kept.
   */
  public int maxFrames() {
    return maxFrames;
  }

  /** Returns how long an event may wait for others to share its request. */
  public Duration maxBatchAge() {
    return maxBatchAge;
  }

  /** Returns how long connecting may take. */
  public Duration connectTimeout() {
    return connectTimeout;
  }

  /** Returns how long a whole request may take. */
  public Duration callTimeout() {
    return callTimeout;
  }

  /** Returns how long {@link Tombo#close()} and the JVM's shutdown wait for unsent events. */
  public Duration closeTimeout() {
    return closeTimeout;
  }

  /** Returns whether secrets are redacted. */
  public boolean redact() {
    return redact;
  }

  /** Returns the own keys whose values are redacted too; unmodifiable. */
  public Collection<String> redactKeys() {
    return redactKeys;
  }

  /** Returns when events are written to the disk. */
  public SpoolMode spool() {
    return spool;
  }

  /** Returns where they are written, if they are. */
  public Path spoolDirectory() {
    return spoolDirectory;
  }

  /** Returns how large the spool may grow. */
  public long maxSpoolBytes() {
    return maxSpoolBytes;
  }

  /** Returns after how long an event in the spool is given up. */
  public Duration maxSpoolAge() {
    return maxSpoolAge;
  }

  /** Returns all but the token, which is a secret. */
  @Override
  public String toString() {
    return "TomboOptions{endpoint="
        + endpoint
        + ", token="
        + (token == null ? "unset" : "set")
        + ", environment="
        + environment
        + ", release="
        + release
        + ", origin="
        + origin
        + "}";
  }

  /** Makes {@link TomboOptions}; null unsets a setting. Not thread-safe. */
  public static final class Builder {
    private @Nullable String endpoint;
    private @Nullable String token;
    private @Nullable String environment;
    private @Nullable String release;
    private @Nullable String origin;
    private @Nullable Collection<String> inApp;
    private Map<String, String> tags = Collections.emptyMap();
    private @Nullable Integer maxQueueEvents;
    private @Nullable Long maxQueueBytes;
    private @Nullable Integer maxBatchEvents;
    private @Nullable Integer maxBatchBytes;
    private @Nullable Integer maxFrames;
    private @Nullable Duration maxBatchAge;
    private @Nullable Duration connectTimeout;
    private @Nullable Duration callTimeout;
    private @Nullable Duration closeTimeout;
    private @Nullable Boolean redact;
    private @Nullable Collection<String> redactKeys;
    private @Nullable SpoolMode spool;
    private @Nullable Path spoolDirectory;
    private @Nullable Long maxSpoolBytes;
    private @Nullable Duration maxSpoolAge;
    private @Nullable UnaryOperator<Event> beforeSend;
    private @Nullable BiConsumer<DiscardReason, Long> onDiscard;
    private boolean shutdownHook = true;
    private final Map<String, String> texts = new HashMap<>();

    private Builder() {}

    /**
     * Sets the server's address, such as {@code https://errors.example.com}. No default: without it
     * the SDK is off.
     */
    public Builder endpoint(@Nullable String endpoint) {
      this.endpoint = endpoint;
      return this;
    }

    /** Sets the project's API token. No default: without it the SDK is off. */
    public Builder token(@Nullable String token) {
      this.token = token;
      return this;
    }

    /** Sets where the application runs, such as production. No default. */
    public Builder environment(@Nullable String environment) {
      this.environment = environment;
      return this;
    }

    /**
     * Sets which version runs, such as {@code shop@1.4.2}. By default the title and version that
     * the manifest of the program's jar names.
     */
    public Builder release(@Nullable String release) {
      this.release = release;
      return this;
    }

    /**
     * Sets the host or device the application runs on. By default the environment variables
     * HOSTNAME or COMPUTERNAME, else {@code /etc/hostname}, else the name server's answer.
     */
    public Builder origin(@Nullable String origin) {
      this.origin = origin;
      return this;
    }

    /**
     * Sets the prefixes of the application's own classes, such as {@code com.acme}. By default the
     * server decides which frames are the application's.
     */
    public Builder inApp(String @Nullable ... prefixes) {
      this.inApp = prefixes == null ? null : Values.texts(Arrays.asList(prefixes));
      return this;
    }

    /** Adds a tag to every event that does not set it itself. */
    public Builder tag(String key, @Nullable String value) {
      this.tags = Values.with(tags, key, value);
      return this;
    }

    /** Sets all tags of every event. */
    public Builder tags(@Nullable Map<String, String> tags) {
      this.tags = Values.strings(tags);
      return this;
    }

    /** Sets how many events may wait; 1000 by default. */
    public Builder maxQueueEvents(int maxQueueEvents) {
      this.maxQueueEvents = maxQueueEvents;
      return this;
    }

    /** Sets how much memory the waiting events may take, approximately; 8 MiB by default. */
    public Builder maxQueueBytes(long maxQueueBytes) {
      this.maxQueueBytes = maxQueueBytes;
      return this;
    }

    /** Sets how many events go in one request; 100 by default. */
    public Builder maxBatchEvents(int maxBatchEvents) {
      this.maxBatchEvents = maxBatchEvents;
      return this;
    }

    /** Sets how large a request's events may be before compression; 512 KiB by default. */
    public Builder maxBatchBytes(int maxBatchBytes) {
      this.maxBatchBytes = maxBatchBytes;
      return this;
    }

    /**
     * Sets how many frames of each exception are sent; of more, the newest two thirds and the
     * oldest third are kept; 256 by default.
     */
    public Builder maxFrames(int maxFrames) {
      this.maxFrames = maxFrames;
      return this;
    }

    /**
     * Sets how long an event may wait for others to share its request; 2 seconds by default. The
     * first event of a quiet period leaves at once.
     */
    public Builder maxBatchAge(@Nullable Duration maxBatchAge) {
      this.maxBatchAge = maxBatchAge;
      return this;
    }

    /** Sets how long connecting may take; 5 seconds by default. */
    public Builder connectTimeout(@Nullable Duration connectTimeout) {
      this.connectTimeout = connectTimeout;
      return this;
    }

    /** Sets how long a whole request may take; 10 seconds by default. */
    public Builder callTimeout(@Nullable Duration callTimeout) {
      this.callTimeout = callTimeout;
      return this;
    }

    /**
     * Sets how long {@link Tombo#close()} and the JVM's shutdown wait for unsent events; 5 seconds
     * by default.
     */
    public Builder closeTimeout(@Nullable Duration closeTimeout) {
      this.closeTimeout = closeTimeout;
      return this;
    }

    /**
     * Sets whether secrets are redacted, true by default: the values of keys such as {@code
     * password} or {@code Cookie}, and what looks like a credential, a token, a private key or a
     * card number, in all texts and maps of an event. The user is left as he is.
     */
    public Builder redact(boolean redact) {
      this.redact = redact;
      return this;
    }

    /**
     * Sets own keys whose values are redacted too. Case and punctuation do not count, and a key
     * that contains one of them is one.
     */
    public Builder redactKeys(String @Nullable ... keys) {
      this.redactKeys = keys == null ? null : Values.texts(Arrays.asList(keys));
      return this;
    }

    /**
     * Sets when events are written to the disk; by default {@link SpoolMode#AWAY} if a directory is
     * set, else {@link SpoolMode#OFF}.
     */
    public Builder spool(@Nullable SpoolMode spool) {
      this.spool = spool;
      return this;
    }

    /**
     * Sets the directory of the spool, in which each process makes one of its own, of mode 0700. By
     * default {@code tombo-} and the user's name where temporary files go.
     */
    public Builder spoolDirectory(@Nullable Path spoolDirectory) {
      this.spoolDirectory = spoolDirectory;
      return this;
    }

    /** Sets how large the spool may grow; 64 MiB by default. What is more waits in memory. */
    public Builder maxSpoolBytes(long maxSpoolBytes) {
      this.maxSpoolBytes = maxSpoolBytes;
      return this;
    }

    /**
     * Sets after how long an event in the spool is given up; 7 days by default, and 30 at most,
     * since the server takes none that is older.
     */
    public Builder maxSpoolAge(@Nullable Duration maxSpoolAge) {
      this.maxSpoolAge = maxSpoolAge;
      return this;
    }

    /**
     * Sets a function that sees each event last, with secrets redacted, and returns it, a changed
     * one, or null to discard it. It is called on the SDK's own thread, one event at a time; an
     * event on which it throws is discarded. No default.
     */
    public Builder beforeSend(@Nullable UnaryOperator<Event> beforeSend) {
      this.beforeSend = beforeSend;
      return this;
    }

    /**
     * Sets a function that is told how many events were discarded since it was last told, by
     * reason. It is called on the SDK's own thread when that next has work, and at close. No
     * default.
     */
    public Builder onDiscard(@Nullable BiConsumer<DiscardReason, Long> onDiscard) {
      this.onDiscard = onDiscard;
      return this;
    }

    /** Sets whether the end of the JVM closes the client, within closeTimeout; true by default. */
    public Builder shutdownHook(boolean shutdownHook) {
      this.shutdownHook = shutdownHook;
      return this;
    }

    /**
     * Sets a setting by its name to what a configuration file says of it: a text, a number, true or
     * false, a duration such as {@code 5s}, names with commas between. It comes before the system
     * property, and after what the setting's own method sets. Null, a blank text and an unresolved
     * placeholder unset it.
     *
     * @throws IllegalArgumentException if there is no such setting or the text makes no sense for
     *     it; the message begins with the name
     */
    public Builder set(String name, @Nullable String text) {
      boolean[] known = {false};
      Settings probe =
          Settings.NONE.after(
              asked -> {
                known[0] |= asked.equals(name);
                return asked.equals(name) ? text : null;
              });
      new TomboOptions(new Builder(), probe);
      if (!known[0]) {
        throw new IllegalArgumentException(name + ": no such setting");
      }
      texts.put(name, text == null ? "" : text);
      return this;
    }

    /**
     * Returns the options.
     *
     * @throws IllegalArgumentException if a setting makes no sense; the message begins with its
     *     name
     */
    public TomboOptions build() {
      return build(Settings.ofProcess());
    }

    TomboOptions build(Settings settings) {
      return new TomboOptions(this, settings.after(texts::get));
    }
  }
}
