// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.ingest;

import dev.tombo.server.model.Breadcrumb;
import dev.tombo.server.model.Event;
import dev.tombo.server.model.Frame;
import dev.tombo.server.model.Json;
import dev.tombo.server.model.Request;
import dev.tombo.server.model.ScrubbingRules;
import dev.tombo.server.model.Sdk;
import dev.tombo.server.model.ThreadInfo;
import dev.tombo.server.model.Thrown;
import dev.tombo.server.model.Trace;
import dev.tombo.server.model.User;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Redacts secrets by a project's rules: the values of keys that name one, wherever an event has
 * keys, but for its modules, whose keys are names of libraries, and what has the form of one in
 * texts that people wrote. Who the user is stays. Thread-safe.
 */
public final class Scrubber {
  private static final Json REDACTED_JSON = new Json('"' + Secrets.REDACTED + '"');

  private final Secrets secrets;
  private final JsonScrubber inJson;
  private final TextScrubber inText;

  /**
   * A scrubber by a project's rules.
   *
   * @throws IllegalArgumentException if a pattern of theirs is none
   */
  public Scrubber(ScrubbingRules rules) {
    secrets = new Secrets(rules);
    inJson = new JsonScrubber(secrets);
    inText = new TextScrubber(secrets, inJson);
  }

  /** The same event without secrets. */
  public Event scrub(Event event) {
    return event.toBuilder()
        .message(text(event.message()))
        .template(text(event.template()))
        .arguments(arguments(event.template(), event.arguments()))
        .thread(thread(event.thread()))
        .exceptions(each(event.exceptions(), this::exception))
        .tags(texts(event.tags()))
        .context(values(event.context()))
        .user(user(event.user()))
        .request(request(event.request()))
        .trace(trace(event.trace()))
        .breadcrumbs(each(event.breadcrumbs(), this::breadcrumb))
        .sdk(sdk(event.sdk()))
        .extra(values(event.extra()))
        .build();
  }

  private @Nullable ThreadInfo thread(@Nullable ThreadInfo thread) {
    return thread == null || thread.extra().isEmpty()
        ? thread
        : new ThreadInfo(thread.id(), thread.name(), thread.virtual(), values(thread.extra()));
  }

  private Thrown exception(Thrown thrown) {
    return new Thrown(
        thrown.type(),
        text(thrown.message()),
        thrown.relation(),
        thrown.of(),
        thrown.commonFrames(),
        each(thrown.frames(), this::frame),
        value(thrown.mechanism()),
        values(thrown.extra()));
  }

  private Frame frame(Frame frame) {
    return frame.context() == null && frame.extra().isEmpty()
        ? frame
        : new Frame(
            frame.className(),
            frame.method(),
            frame.file(),
            frame.line(),
            frame.column(),
            frame.module(),
            frame.inApp(),
            frame.nativeCode(),
            value(frame.context()),
            values(frame.extra()));
  }

  private @Nullable User user(@Nullable User user) {
    return user == null || user.extra().isEmpty()
        ? user
        : new User(user.id(), user.email(), user.username(), user.ip(), values(user.extra()));
  }

  private @Nullable Request request(@Nullable Request request) {
    return request == null
        ? null
        : new Request(
            request.method(),
            request.url() == null ? null : inText.address(request.url()),
            texts(request.headers()),
            scrubbed(request.extra(), REDACTED_JSON, this::body));
  }

  private @Nullable Trace trace(@Nullable Trace trace) {
    return trace == null || trace.extra().isEmpty()
        ? trace
        : new Trace(trace.traceId(), trace.spanId(), values(trace.extra()));
  }

  private Breadcrumb breadcrumb(Breadcrumb crumb) {
    String message = text(crumb.message());
    boolean same =
        Objects.equals(message, crumb.message()) && crumb.data() == null && crumb.extra().isEmpty();
    return same
        ? crumb
        : new Breadcrumb(
            crumb.at(),
            crumb.level(),
            crumb.category(),
            message,
            value(crumb.data()),
            values(crumb.extra()));
  }

  private @Nullable Sdk sdk(@Nullable Sdk sdk) {
    return sdk == null || sdk.extra().isEmpty()
        ? sdk
        : new Sdk(sdk.name(), sdk.version(), values(sdk.extra()));
  }

  @SuppressWarnings("ReferenceEquality") // what is the same is not compared
  private static <T> List<T> each(List<T> list, UnaryOperator<T> scrub) {
    List<T> changed = null;
    for (int i = 0; i < list.size(); i++) {
      T one = list.get(i);
      T scrubbed = scrub.apply(one);
      if (scrubbed != one && changed == null) {
        changed = new ArrayList<>(list);
      }
      if (changed != null) {
        changed.set(i, scrubbed);
      }
    }
    return changed == null ? list : changed;
  }

  private Map<String, String> texts(Map<String, String> texts) {
    return scrubbed(texts, Secrets.REDACTED, secrets::redact);
  }

  private Map<String, Json> values(Map<String, Json> values) {
    return scrubbed(values, REDACTED_JSON, this::nested);
  }

  private <V> Map<String, V> scrubbed(Map<String, V> values, V redacted, UnaryOperator<V> nested) {
    if (values.isEmpty()) {
      return values;
    }
    Map<String, V> scrubbed = new LinkedHashMap<>();
    values.forEach(
        (key, value) -> scrubbed.put(key, secrets.isKey(key) ? redacted : nested.apply(value)));
    return scrubbed;
  }

  private @Nullable Json value(@Nullable Json value) {
    return value == null ? null : nested(value);
  }

  private Json nested(Json value) {
    String scrubbed = inJson.scrub(value.text());
    return scrubbed.equals(value.text()) ? value : new Json(scrubbed);
  }

  /** A text of a request is a body or a part of one. */
  private Json body(Json value) {
    if (!value.text().startsWith("\"")) {
      return nested(value);
    }
    String text = JsonScrubber.unescaped(value.text());
    String scrubbed = inText.body(text);
    return scrubbed.equals(text) ? value : Raw.of(scrubbed).json();
  }

  private @Nullable String text(@Nullable String text) {
    return text == null ? null : secrets.redact(text);
  }

  private List<String> arguments(@Nullable String template, List<String> arguments) {
    return arguments.isEmpty()
        ? arguments
        : secrets.redactArguments(template == null ? "" : template, arguments);
  }
}
