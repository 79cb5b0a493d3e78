// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.model;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One captured error, as sent, whichever protocol brought it: every decoder makes this, and all
 * that follows reads nothing else.
 *
 * @param id the client's identity of it
 * @param occurredAt the client's clock; null where it did not say
 * @param level how bad
 * @param platform the language or runtime, such as java
 * @param message the formatted text
 * @param template the text before its arguments were put in
 * @param arguments the template's arguments as text
 * @param logger the logger's name
 * @param thread the thread
 * @param origin the host or device
 * @param environment where it ran
 * @param release which version ran
 * @param handled whether the application caught it
 * @param exceptions the chain; the first is the one thrown
 * @param tags short values to filter by
 * @param context free sections, such as the MDC
 * @param markers names of log markers
 * @param user the person concerned
 * @param request the HTTP request being served
 * @param trace the place in a distributed trace
 * @param breadcrumbs what happened before, oldest first
 * @param modules versions of libraries by name
 * @param fingerprint the client's own grouping; empty for ours
 * @param sdk the client
 * @param notes what the client cut and what we coerced or left out
 * @param extra keys that Tombo does not know
 */
public record Event(
    EventId id,
    @Nullable Instant occurredAt,
    Level level,
    @Nullable String platform,
    @Nullable String message,
    @Nullable String template,
    List<String> arguments,
    @Nullable String logger,
    @Nullable ThreadInfo thread,
    @Nullable String origin,
    @Nullable String environment,
    @Nullable String release,
    @Nullable Boolean handled,
    List<Thrown> exceptions,
    Map<String, String> tags,
    Map<String, Json> context,
    List<String> markers,
    @Nullable User user,
    @Nullable Request request,
    @Nullable Trace trace,
    List<Breadcrumb> breadcrumbs,
    Map<String, String> modules,
    List<String> fingerprint,
    @Nullable Sdk sdk,
    List<String> notes,
    Map<String, Json> extra) {

  /** A builder that starts from nothing but the id: level error, all else absent. */
  public static Builder builder(EventId id) {
    return new Builder(id);
  }

  /** A builder that starts from this event. */
  public Builder toBuilder() {
    return new Builder(id)
        .occurredAt(occurredAt)
        .level(level)
        .platform(platform)
        .message(message)
        .template(template)
        .arguments(arguments)
        .logger(logger)
        .thread(thread)
        .origin(origin)
        .environment(environment)
        .release(release)
        .handled(handled)
        .exceptions(exceptions)
        .tags(tags)
        .context(context)
        .markers(markers)
        .user(user)
        .request(request)
        .trace(trace)
        .breadcrumbs(breadcrumbs)
        .modules(modules)
        .fingerprint(fingerprint)
        .sdk(sdk)
        .notes(notes)
        .extra(extra);
  }

  /** Gathers an event's parts. Not thread-safe. */
  public static final class Builder {
    private EventId id;
    private @Nullable Instant occurredAt;
    private Level level = Level.ERROR;
    private @Nullable String platform;
    private @Nullable String message;
    private @Nullable String template;
    private List<String> arguments = List.of();
    private @Nullable String logger;
    private @Nullable ThreadInfo thread;
    private @Nullable String origin;
    private @Nullable String environment;
    private @Nullable String release;
    private @Nullable Boolean handled;
    private List<Thrown> exceptions = List.of();
    private Map<String, String> tags = Map.of();
    private Map<String, Json> context = Map.of();
    private List<String> markers = List.of();
    private @Nullable User user;
    private @Nullable Request request;
    private @Nullable Trace trace;
    private List<Breadcrumb> breadcrumbs = List.of();
    private Map<String, String> modules = Map.of();
    private List<String> fingerprint = List.of();
    private @Nullable Sdk sdk;
    private List<String> notes = List.of();
    private Map<String, Json> extra = Map.of();

    private Builder(EventId id) {
      this.id = id;
    }

    /** Sets id. */
    public Builder id(EventId value) {
      this.id = value;
      return this;
    }

    /** Sets occurredAt. */
    public Builder occurredAt(@Nullable Instant value) {
      this.occurredAt = value;
      return this;
    }

    /** Sets level. */
    public Builder level(Level value) {
      this.level = value;
      return this;
    }

    /** Sets platform. */
    public Builder platform(@Nullable String value) {
      this.platform = value;
      return this;
    }

    /** Sets message. */
    public Builder message(@Nullable String value) {
      this.message = value;
      return this;
    }

    /** Sets template. */
    public Builder template(@Nullable String value) {
      this.template = value;
      return this;
    }

    /** Sets arguments. */
    public Builder arguments(List<String> value) {
      this.arguments = value;
      return this;
    }

    /** Sets logger. */
    public Builder logger(@Nullable String value) {
      this.logger = value;
      return this;
    }

    /** Sets thread. */
    public Builder thread(@Nullable ThreadInfo value) {
      this.thread = value;
      return this;
    }

    /** Sets origin. */
    public Builder origin(@Nullable String value) {
      this.origin = value;
      return this;
    }

    /** Sets environment. */
    public Builder environment(@Nullable String value) {
      this.environment = value;
      return this;
    }

    /** Sets release. */
    public Builder release(@Nullable String value) {
      this.release = value;
      return this;
    }

    /** Sets handled. */
    public Builder handled(@Nullable Boolean value) {
      this.handled = value;
      return this;
    }

    /** Sets exceptions. */
    public Builder exceptions(List<Thrown> value) {
      this.exceptions = value;
      return this;
    }

    /** Sets tags. */
    public Builder tags(Map<String, String> value) {
      this.tags = value;
      return this;
    }

    /** Sets context. */
    public Builder context(Map<String, Json> value) {
      this.context = value;
      return this;
    }

    /** Sets markers. */
    public Builder markers(List<String> value) {
      this.markers = value;
      return this;
    }

    /** Sets user. */
    public Builder user(@Nullable User value) {
      this.user = value;
      return this;
    }

    /** Sets request. */
    public Builder request(@Nullable Request value) {
      this.request = value;
      return this;
    }

    /** Sets trace. */
    public Builder trace(@Nullable Trace value) {
      this.trace = value;
      return this;
    }

    /** Sets breadcrumbs. */
    public Builder breadcrumbs(List<Breadcrumb> value) {
      this.breadcrumbs = value;
      return this;
    }

    /** Sets modules. */
    public Builder modules(Map<String, String> value) {
      this.modules = value;
      return this;
    }

    /** Sets fingerprint. */
    public Builder fingerprint(List<String> value) {
      this.fingerprint = value;
      return this;
    }

    /** Sets sdk. */
    public Builder sdk(@Nullable Sdk value) {
      this.sdk = value;
      return this;
    }

    /** Sets notes. */
    public Builder notes(List<String> value) {
      this.notes = value;
      return this;
    }

    /** Sets extra. */
    public Builder extra(Map<String, Json> value) {
      this.extra = value;
      return this;
    }

    /** The event of what was set. */
    public Event build() {
      return new Event(
          id,
          occurredAt,
          level,
          platform,
          message,
          template,
          arguments,
          logger,
          thread,
          origin,
          environment,
          release,
          handled,
          exceptions,
          tags,
          context,
          markers,
          user,
          request,
          trace,
          breadcrumbs,
          modules,
          fingerprint,
          sdk,
          notes,
          extra);
    }
  }
}
