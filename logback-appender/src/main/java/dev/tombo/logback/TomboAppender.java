// SPDX-License-Identifier: Apache-2.0
package dev.tombo.logback;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import dev.tombo.Tombo;
import dev.tombo.TomboOptions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Ships what is logged at {@code ERROR} and above to a Tombo server.
 *
 * <pre>{@code
 * <appender name="TOMBO" class="dev.tombo.logback.TomboAppender"/>
 * }</pre>
 *
 * <p>What the configuration leaves unset is looked up as {@link TomboOptions} says: {@code
 * TOMBO_ENDPOINT} and {@code TOMBO_TOKEN} in the environment suffice.
 *
 * <p>To start touches no network and never fails; a setting that makes no sense is a warning among
 * Logback's statuses. No fault of the network or the server becomes a status: the SDK tells those
 * by {@code java.util.logging}. Nothing is thrown into the application, and what is logged while an
 * event is being captured is not captured in turn. Thread-safe once it is started.
 */
public final class TomboAppender extends UnsynchronizedAppenderBase<ILoggingEvent> {
  private static final String OWN = "dev.tombo.";

  private final TomboOptions.Builder options = TomboOptions.builder();
  private final List<String> inApp = new ArrayList<>();
  private final Map<String, String> texts = new LinkedHashMap<>();
  private @Nullable String minimumLevel;
  private volatile Level minimum = Level.ERROR;
  private volatile @Nullable Tombo tombo;

  /** Makes an appender with nothing set. */
  public TomboAppender() {}

  /** Sets the server's address, such as {@code https://errors.example.com}. */
  public void setEndpoint(@Nullable String endpoint) {
    options.endpoint(endpoint);
  }

  /** Sets the project's API token. */
  public void setToken(@Nullable String token) {
    options.token(token);
  }

  /** Sets where the application runs, such as production. */
  public void setEnvironment(@Nullable String environment) {
    options.environment(environment);
  }

  /** Sets which version runs, such as {@code shop@1.4.2}. */
  public void setRelease(@Nullable String release) {
    options.release(release);
  }

  /** Sets the host or device the application runs on. */
  public void setOrigin(@Nullable String origin) {
    options.origin(origin);
  }

  /** Adds prefixes of the application's own classes: one, or several with commas between. */
  public void addInApp(@Nullable String prefixes) {
    for (String prefix : prefixes == null ? new String[0] : prefixes.split(",", -1)) {
      if (!prefix.trim().isEmpty()) {
        inApp.add(prefix.trim());
      }
    }
  }

  /** Adds a tag to every event. */
  public void addTag(Tag tag) {
    if (tag.key != null) {
      options.tag(tag.key, tag.value);
    }
  }

  /** Sets the lowest level that is shipped; {@code ERROR} by default. */
  public void setMinimumLevel(@Nullable String minimumLevel) {
    this.minimumLevel = minimumLevel;
  }

  /**
   * Sets how long {@link #stop()} may wait for unsent events, such as {@code 5 seconds}, {@code 5s}
   * or {@code 500ms}; 5 seconds by default.
   */
  public void setCloseTimeout(@Nullable String closeTimeout) {
    set("closeTimeout", closeTimeout);
  }

  /** Sets whether secrets are redacted: {@code true}, unless it is {@code false}. */
  public void setRedact(@Nullable String redact) {
    set("redact", redact);
  }

  /** Sets own keys whose values are redacted too, with commas between. */
  public void setRedactKeys(@Nullable String redactKeys) {
    set("redactKeys", redactKeys);
  }

  /** Sets when events are written to the disk: {@code off}, {@code away} or {@code always}. */
  public void setSpool(@Nullable String spool) {
    set("spool", spool);
  }

  /** Sets where they are; to set it turns the spool on. */
  public void setSpoolDirectory(@Nullable String spoolDirectory) {
    set("spoolDirectory", spoolDirectory);
  }

  /** Sets how large the spool may grow. */
  public void setMaxSpoolBytes(@Nullable String maxSpoolBytes) {
    set("maxSpoolBytes", maxSpoolBytes);
  }

  /** Sets after how long an event in the spool is given up, such as {@code PT168H}. */
  public void setMaxSpoolAge(@Nullable String maxSpoolAge) {
    set("maxSpoolAge", maxSpoolAge);
  }

  /** Sets how many events may wait in memory. */
  public void setMaxQueueEvents(@Nullable String maxQueueEvents) {
    set("maxQueueEvents", maxQueueEvents);
  }

  /** Sets how much memory they may take. */
  public void setMaxQueueBytes(@Nullable String maxQueueBytes) {
    set("maxQueueBytes", maxQueueBytes);
  }

  /** Sets how many events go in one request. */
  public void setMaxBatchEvents(@Nullable String maxBatchEvents) {
    set("maxBatchEvents", maxBatchEvents);
  }

  /** Sets how large a request's events may be before compression. */
  public void setMaxBatchBytes(@Nullable String maxBatchBytes) {
    set("maxBatchBytes", maxBatchBytes);
  }

  /** Sets how long an event may wait for others to share its request, such as {@code 2s}. */
  public void setMaxBatchAge(@Nullable String maxBatchAge) {
    set("maxBatchAge", maxBatchAge);
  }

  /** Sets how many frames of each exception are sent. */
  public void setMaxFrames(@Nullable String maxFrames) {
    set("maxFrames", maxFrames);
  }

  /** Sets how long connecting may take, such as {@code 5s}. */
  public void setConnectTimeout(@Nullable String connectTimeout) {
    set("connectTimeout", connectTimeout);
  }

  /** Sets how long a whole request may take, such as {@code 10s}. */
  public void setCallTimeout(@Nullable String callTimeout) {
    set("callTimeout", callTimeout);
  }

  @Override
  public void start() {
    if (isStarted()) {
      return;
    }
    try {
      readMinimumLevel();
      texts.forEach(this::apply);
      if (!inApp.isEmpty()) {
        options.inApp(inApp.toArray(new String[0]));
      }
      Tombo started = Tombo.create(options.build());
      tombo = started;
      addInfo(started.status().enabled() ? "Tombo is on" : "Tombo is off");
    } catch (Throwable fault) {
      addWarn("Tombo is off: " + fault.getMessage(), fault);
    }
    super.start();
  }

  /** Waits for unsent events no longer than the close timeout. Stopping again does nothing. */
  @Override
  public void stop() {
    super.stop();
    Tombo stopped = tombo;
    tombo = null;
    if (stopped != null) {
      stopped.close();
    }
  }

  @Override
  protected void append(ILoggingEvent event) {
    try {
      Tombo client = tombo;
      if (client != null
          && event.getLevel().isGreaterOrEqual(minimum)
          && !isOwn(event.getLoggerName())) {
        client.capture(new LogbackSource(event));
      }
    } catch (Throwable fault) {
      // An event without a level, say. The SDK throws nothing; the application must not see this.
    }
  }

  /** The SDK's classes stand in the package itself; what is below it are applications. */
  private static boolean isOwn(@Nullable String logger) {
    return logger != null && logger.startsWith(OWN) && logger.indexOf('.', OWN.length()) < 0;
  }

  private void readMinimumLevel() {
    String text = meaningful(minimumLevel);
    if (text != null) {
      Level level = Level.toLevel(text, null);
      if (level == null) {
        addWarn("minimumLevel: not a level: " + text + "; it stays " + minimum);
      } else {
        minimum = level;
      }
    }
  }

  private void set(String name, @Nullable String text) {
    texts.put(name, text == null ? "" : text);
  }

  private void apply(String name, String text) {
    try {
      options.set(name, text);
    } catch (IllegalArgumentException senseless) {
      addWarn(senseless.getMessage() + "; it stays at its default");
    }
  }

  /** Returns null for what is blank or a variable that Logback could not resolve. */
  private static @Nullable String meaningful(@Nullable String text) {
    String trimmed = text == null ? "" : text.trim();
    return trimmed.isEmpty() || trimmed.endsWith("_IS_UNDEFINED") ? null : trimmed;
  }

  /** A tag as the configuration writes it: {@code <tag><key>k</key><value>v</value></tag>}. */
  public static final class Tag {
    private @Nullable String key;
    private @Nullable String value;

    /** Makes a tag with nothing set, which is none. */
    public Tag() {}

    /** Sets its name. */
    public void setKey(@Nullable String key) {
      this.key = key;
    }

    /** Sets its value. */
    public void setValue(@Nullable String value) {
      this.value = value;
    }
  }
}
