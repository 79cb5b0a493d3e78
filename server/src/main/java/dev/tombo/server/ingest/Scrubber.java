// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.ingest;

import dev.tombo.server.model.Breadcrumb;
import dev.tombo.server.model.Event;
import dev.tombo.server.model.Frame;
import dev.tombo.server.model.Json;
import dev.tombo.server.model.Request;
import dev.tombo.server.model.Sdk;
import dev.tombo.server.model.ThreadInfo;
import dev.tombo.server.model.Thrown;
import dev.tombo.server.model.Trace;
import dev.tombo.server.model.User;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Redacts the values of keys that name a secret, wherever an event has keys, but for its modules,
 * whose keys are names of libraries. Who the user is stays, and so does whatever else the
 * application chose to send. Thread-safe.
 */
public final class Scrubber {
  static final String REDACTED = "[redacted]";
  private static final Json REDACTED_JSON = new Json('"' + REDACTED + '"');

  private Scrubber() {}

  /** The same event without secrets. */
  public static Event scrub(Event event) {
    return event.toBuilder()
        .thread(thread(event.thread()))
        .exceptions(each(event.exceptions(), Scrubber::exception))
        .tags(texts(event.tags()))
        .context(values(event.context()))
        .user(user(event.user()))
        .request(request(event.request()))
        .trace(trace(event.trace()))
        .breadcrumbs(each(event.breadcrumbs(), Scrubber::breadcrumb))
        .sdk(sdk(event.sdk()))
        .extra(values(event.extra()))
        .build();
  }

  private static @Nullable ThreadInfo thread(@Nullable ThreadInfo thread) {
    return thread == null || thread.extra().isEmpty()
        ? thread
        : new ThreadInfo(thread.id(), thread.name(), thread.virtual(), values(thread.extra()));
  }

  private static Thrown exception(Thrown thrown) {
    return new Thrown(
        thrown.type(),
        thrown.message(),
        thrown.relation(),
        thrown.of(),
        thrown.commonFrames(),
        each(thrown.frames(), Scrubber::frame),
        value(thrown.mechanism()),
        values(thrown.extra()));
  }

  private static Frame frame(Frame frame) {
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

  private static @Nullable User user(@Nullable User user) {
    return user == null || user.extra().isEmpty()
        ? user
        : new User(user.id(), user.email(), user.username(), user.ip(), values(user.extra()));
  }

  private static @Nullable Request request(@Nullable Request request) {
    return request == null
        ? null
        : new Request(
            request.method(),
            request.url() == null ? null : TextScrubber.address(request.url()),
            texts(request.headers()),
            scrubbed(request.extra(), REDACTED_JSON, Scrubber::body));
  }

  private static @Nullable Trace trace(@Nullable Trace trace) {
    return trace == null || trace.extra().isEmpty()
        ? trace
        : new Trace(trace.traceId(), trace.spanId(), values(trace.extra()));
  }

  private static Breadcrumb breadcrumb(Breadcrumb crumb) {
    return crumb.data() == null && crumb.extra().isEmpty()
        ? crumb
        : new Breadcrumb(
            crumb.at(),
            crumb.level(),
            crumb.category(),
            crumb.message(),
            value(crumb.data()),
            values(crumb.extra()));
  }

  private static @Nullable Sdk sdk(@Nullable Sdk sdk) {
    return sdk == null || sdk.extra().isEmpty()
        ? sdk
        : new Sdk(sdk.name(), sdk.version(), values(sdk.extra()));
  }

  private static <T> List<T> each(List<T> list, UnaryOperator<T> scrub) {
    return list.stream().map(scrub).toList();
  }

  private static Map<String, String> texts(Map<String, String> texts) {
    return scrubbed(texts, REDACTED, UnaryOperator.identity());
  }

  private static Map<String, Json> values(Map<String, Json> values) {
    return scrubbed(values, REDACTED_JSON, Scrubber::nested);
  }

  private static <V> Map<String, V> scrubbed(
      Map<String, V> values, V redacted, UnaryOperator<V> nested) {
    if (values.isEmpty()) {
      return values;
    }
    Map<String, V> scrubbed = new LinkedHashMap<>();
    values.forEach(
        (key, value) ->
            scrubbed.put(key, SecretKeys.contain(key) ? redacted : nested.apply(value)));
    return scrubbed;
  }

  private static @Nullable Json value(@Nullable Json value) {
    return value == null ? null : nested(value);
  }

  private static Json nested(Json value) {
    return value.text().indexOf('{') < 0 ? value : same(value, JsonScrubber.scrub(value.text()));
  }

  /** A text of a request is a body or a part of one. */
  private static Json body(Json value) {
    if (!value.text().startsWith("\"")) {
      return nested(value);
    }
    String text = JsonScrubber.unescaped(value.text());
    String scrubbed = TextScrubber.body(text);
    return scrubbed.equals(text) ? value : Raw.of(scrubbed).json();
  }

  private static Json same(Json value, String scrubbed) {
    return scrubbed.equals(value.text()) ? value : new Json(scrubbed);
  }
}
