// SPDX-License-Identifier: Apache-2.0
package dev.tombo.log4j2;

import dev.tombo.Tombo;
import dev.tombo.TomboOptions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.Appender;
import org.apache.logging.log4j.core.Filter;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Node;
import org.apache.logging.log4j.core.config.Property;
import org.apache.logging.log4j.core.config.plugins.Plugin;
import org.apache.logging.log4j.core.config.plugins.PluginBuilderAttribute;
import org.apache.logging.log4j.core.config.plugins.PluginBuilderFactory;
import org.apache.logging.log4j.core.config.plugins.PluginElement;
import org.apache.logging.log4j.core.util.KeyValuePair;
import org.jspecify.annotations.Nullable;

/**
 * Ships what is logged at {@code ERROR} and above to a Tombo server.
 *
 * <pre>{@code
 * <Tombo name="TOMBO"/>
 * }</pre>
 *
 * <p>What the configuration leaves unset is looked up as {@link TomboOptions} says: {@code
 * TOMBO_ENDPOINT} and {@code TOMBO_TOKEN} in the environment suffice.
 *
 * <p>To start touches no network and never fails; a setting that makes no sense is told to Log4j's
 * status logger. Nothing is thrown into the application, and what is logged while an event is being
 * captured is not captured in turn. A reconfiguration starts the new appender before it stops the
 * old one; the two then share the SDK's queue, and nothing in it is lost. Thread-safe.
 *
 * <p>This file is long because Log4j asks of each attribute a field and a public method that sets
 * it, in a class inside the appender.
 */
@Plugin(
    name = "Tombo",
    category = Node.CATEGORY,
    elementType = Appender.ELEMENT_TYPE,
    printObject = true)
public final class TomboAppender extends AbstractAppender {
  private static final String OWN = "dev.tombo.";

  private final TomboOptions.Builder options;
  private final Level minimum;
  private volatile @Nullable Tombo tombo;

  private TomboAppender(
      Builder builder, String name, @Nullable Filter filter, Property[] properties) {
    super(name, filter, null, true, properties);
    this.options = builder.options();
    this.minimum = builder.minimumLevel;
  }

  /** Returns a builder with nothing set, for the configuration or for code. */
  @PluginBuilderFactory
  public static Builder newBuilder() {
    return new Builder();
  }

  @Override
  public void start() {
    if (tombo == null) {
      try {
        tombo = Tombo.create(options.build());
      } catch (Throwable fault) {
        LOGGER.warn("Tombo is off: {}", fault.getMessage(), fault);
      }
    }
    super.start();
  }

  /**
   * Waits for unsent events no longer than the close timeout, whatever the timeout given here:
   * {@code LogManager.shutdown()} gives 50 ms, in which hardly anything can be sent, and {@code
   * LoggerContext.stop()} none. Stopping again does nothing.
   */
  @Override
  public boolean stop(long timeout, TimeUnit timeUnit) {
    setStopping();
    Tombo stopped = tombo;
    tombo = null;
    if (stopped != null) {
      stopped.close();
    }
    setStopped();
    return true;
  }

  @Override
  public void append(LogEvent event) {
    try {
      Tombo client = tombo;
      if (client != null
          && event.getLevel().isMoreSpecificThan(minimum)
          && !isOwn(event.getLoggerName())) {
        client.capture(new Log4jSource(event));
      }
    } catch (Throwable fault) {
      // An event without a level, say. The SDK throws nothing; the application must not see this.
    }
  }

  /** The SDK's classes stand in the package itself; what is below it are applications. */
  private static boolean isOwn(@Nullable String logger) {
    return logger != null && logger.startsWith(OWN) && logger.indexOf('.', OWN.length()) < 0;
  }

  /** Makes a {@link TomboAppender}; null unsets a setting. Not thread-safe. */
  public static final class Builder extends AbstractAppender.Builder<Builder>
      implements org.apache.logging.log4j.core.util.Builder<TomboAppender> {
    @PluginBuilderAttribute private @Nullable String endpoint;

    @PluginBuilderAttribute(sensitive = true)
    private @Nullable String token;

    @PluginBuilderAttribute private @Nullable String environment;
    @PluginBuilderAttribute private @Nullable String release;
    @PluginBuilderAttribute private @Nullable String origin;
    @PluginBuilderAttribute private @Nullable String inApp;
    @PluginBuilderAttribute private Level minimumLevel = Level.ERROR;
    @PluginBuilderAttribute private @Nullable String closeTimeout;
    @PluginBuilderAttribute private @Nullable String redact;
    @PluginBuilderAttribute private @Nullable String redactKeys;
    @PluginBuilderAttribute private @Nullable String spool;
    @PluginBuilderAttribute private @Nullable String spoolDirectory;
    @PluginBuilderAttribute private @Nullable String maxSpoolBytes;
    @PluginBuilderAttribute private @Nullable String maxSpoolAge;
    @PluginBuilderAttribute private @Nullable String maxQueueEvents;
    @PluginBuilderAttribute private @Nullable String maxQueueBytes;
    @PluginBuilderAttribute private @Nullable String maxBatchEvents;
    @PluginBuilderAttribute private @Nullable String maxBatchBytes;
    @PluginBuilderAttribute private @Nullable String maxBatchAge;
    @PluginBuilderAttribute private @Nullable String maxFrames;
    @PluginBuilderAttribute private @Nullable String connectTimeout;
    @PluginBuilderAttribute private @Nullable String callTimeout;

    @PluginElement("Tags")
    private KeyValuePair @Nullable [] tags;

    private Builder() {}

    /** Sets the server's address, such as {@code https://errors.example.com}. */
    public Builder setEndpoint(@Nullable String endpoint) {
      this.endpoint = endpoint;
      return this;
    }

    /** Sets the project's API token. */
    public Builder setToken(@Nullable String token) {
      this.token = token;
      return this;
    }

    /** Sets where the application runs, such as production. */
    public Builder setEnvironment(@Nullable String environment) {
      this.environment = environment;
      return this;
    }

    /** Sets which version runs, such as {@code shop@1.4.2}. */
    public Builder setRelease(@Nullable String release) {
      this.release = release;
      return this;
    }

    /** Sets the host or device the application runs on. */
    public Builder setOrigin(@Nullable String origin) {
      this.origin = origin;
      return this;
    }

    /** Sets the prefixes of the application's own classes, with commas between. */
    public Builder setInApp(@Nullable String inApp) {
      this.inApp = inApp;
      return this;
    }

    /** Sets the lowest level that is shipped; {@code ERROR} by default. */
    public Builder setMinimumLevel(@Nullable Level minimumLevel) {
      this.minimumLevel = minimumLevel == null ? Level.ERROR : minimumLevel;
      return this;
    }

    /**
     * Sets how long stopping may wait for unsent events, such as {@code 5s}, {@code 500ms} or
     * {@code PT5S}; 5 seconds by default.
     */
    public Builder setCloseTimeout(@Nullable String closeTimeout) {
      this.closeTimeout = closeTimeout;
      return this;
    }

    /** Sets whether secrets are redacted: {@code true}, unless it is {@code false}. */
    public Builder setRedact(@Nullable String redact) {
      this.redact = redact;
      return this;
    }

    /** Sets own keys whose values are redacted too, with commas between. */
    public Builder setRedactKeys(@Nullable String redactKeys) {
      this.redactKeys = redactKeys;
      return this;
    }

    /** Sets when events are written to the disk: {@code off}, {@code away} or {@code always}. */
    public Builder setSpool(@Nullable String spool) {
      this.spool = spool;
      return this;
    }

    /** Sets where they are; to set it turns the spool on. */
    public Builder setSpoolDirectory(@Nullable String spoolDirectory) {
      this.spoolDirectory = spoolDirectory;
      return this;
    }

    /** Sets how large the spool may grow. */
    public Builder setMaxSpoolBytes(@Nullable String maxSpoolBytes) {
      this.maxSpoolBytes = maxSpoolBytes;
      return this;
    }

    /** Sets after how long an event in the spool is given up, such as {@code PT168H}. */
    public Builder setMaxSpoolAge(@Nullable String maxSpoolAge) {
      this.maxSpoolAge = maxSpoolAge;
      return this;
    }

    /** Sets how many events may wait in memory. */
    public Builder setMaxQueueEvents(@Nullable String maxQueueEvents) {
      this.maxQueueEvents = maxQueueEvents;
      return this;
    }

    /** Sets how much memory they may take. */
    public Builder setMaxQueueBytes(@Nullable String maxQueueBytes) {
      this.maxQueueBytes = maxQueueBytes;
      return this;
    }

    /** Sets how many events go in one request. */
    public Builder setMaxBatchEvents(@Nullable String maxBatchEvents) {
      this.maxBatchEvents = maxBatchEvents;
      return this;
    }

    /** Sets how large a request's events may be before compression. */
    public Builder setMaxBatchBytes(@Nullable String maxBatchBytes) {
      this.maxBatchBytes = maxBatchBytes;
      return this;
    }

    /** Sets how long an event may wait for others to share its request, such as {@code 2s}. */
    public Builder setMaxBatchAge(@Nullable String maxBatchAge) {
      this.maxBatchAge = maxBatchAge;
      return this;
    }

    /** Sets how many frames of each exception are sent. */
    public Builder setMaxFrames(@Nullable String maxFrames) {
      this.maxFrames = maxFrames;
      return this;
    }

    /** Sets how long connecting may take, such as {@code 5s}. */
    public Builder setConnectTimeout(@Nullable String connectTimeout) {
      this.connectTimeout = connectTimeout;
      return this;
    }

    /** Sets how long a whole request may take, such as {@code 10s}. */
    public Builder setCallTimeout(@Nullable String callTimeout) {
      this.callTimeout = callTimeout;
      return this;
    }

    /** Sets the tags of every event. */
    public Builder setTags(KeyValuePair @Nullable [] tags) {
      this.tags = tags;
      return this;
    }

    @Override
    public @Nullable TomboAppender build() {
      String name = getName();
      if (name == null) {
        LOGGER.error("A Tombo appender has no name");
        return null;
      }
      return new TomboAppender(this, name, getFilter(), getPropertyArray());
    }

    private TomboOptions.Builder options() {
      TomboOptions.Builder options =
          TomboOptions.builder()
              .endpoint(endpoint)
              .token(token)
              .environment(environment)
              .release(release)
              .origin(origin);
      texts().forEach((name, text) -> apply(options, name, text));
      for (KeyValuePair tag : tags == null ? new KeyValuePair[0] : tags) {
        options.tag(tag.getKey(), tag.getValue());
      }
      return options;
    }

    private Map<String, @Nullable String> texts() {
      Map<String, @Nullable String> texts = new LinkedHashMap<>();
      texts.put("inApp", inApp);
      texts.put("closeTimeout", closeTimeout);
      texts.put("redact", redact);
      texts.put("redactKeys", redactKeys);
      texts.put("spool", spool);
      texts.put("spoolDirectory", spoolDirectory);
      texts.put("maxSpoolBytes", maxSpoolBytes);
      texts.put("maxSpoolAge", maxSpoolAge);
      texts.put("maxQueueEvents", maxQueueEvents);
      texts.put("maxQueueBytes", maxQueueBytes);
      texts.put("maxBatchEvents", maxBatchEvents);
      texts.put("maxBatchBytes", maxBatchBytes);
      texts.put("maxBatchAge", maxBatchAge);
      texts.put("maxFrames", maxFrames);
      texts.put("connectTimeout", connectTimeout);
      texts.put("callTimeout", callTimeout);
      return texts;
    }

    private static void apply(TomboOptions.Builder options, String name, @Nullable String text) {
      try {
        options.set(name, text);
      } catch (IllegalArgumentException senseless) {
        LOGGER.warn("{}; it stays at its default", senseless.getMessage());
      }
    }
  }
}
