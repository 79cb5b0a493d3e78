// SPDX-License-Identifier: Apache-2.0
package dev.tombo.log4j2;

import dev.tombo.Durations;
import dev.tombo.Tombo;
import dev.tombo.TomboOptions;
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
        client.capture(() -> Log4jEvents.read(event));
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
      setCloseTimeout(options);
      if (inApp != null && !inApp.trim().isEmpty()) {
        options.inApp(inApp.trim().split("\\s*,\\s*", -1));
      }
      for (KeyValuePair tag : tags == null ? new KeyValuePair[0] : tags) {
        options.tag(tag.getKey(), tag.getValue());
      }
      return options;
    }

    private void setCloseTimeout(TomboOptions.Builder options) {
      String text = closeTimeout;
      if (text != null && !text.trim().isEmpty() && !text.contains("${")) {
        try {
          options.closeTimeout(Durations.parse(text));
        } catch (IllegalArgumentException unreadable) {
          LOGGER.warn("closeTimeout: {}; it stays at its default", unreadable.getMessage());
        }
      }
    }
  }
}
