// SPDX-License-Identifier: Apache-2.0
package dev.tombo;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The fields of an event, once for the builder and the event alike. The builder fills it; an event
 * owns a copy that nobody changes. Every value in it is immutable, so a copy is shallow.
 */
final class EventData {
  @Nullable String id;
  @Nullable Instant occurredAt;
  @Nullable Level level;
  @Nullable String message;
  @Nullable String template;
  List<String> arguments = Collections.emptyList();
  @Nullable String logger;
  long threadId = -1;
  @Nullable String threadName;
  boolean threadVirtual;
  @Nullable String origin;
  @Nullable String environment;
  @Nullable String release;
  @Nullable Boolean handled;
  @Nullable Throwable exception;
  List<CapturedException> exceptions = Collections.emptyList();
  Map<String, String> tags = Collections.emptyMap();
  Map<String, Map<String, Object>> context = Collections.emptyMap();
  List<String> markers = Collections.emptyList();
  @Nullable User user;
  @Nullable Request request;
  @Nullable String traceId;
  @Nullable String spanId;
  List<Breadcrumb> breadcrumbs = Collections.emptyList();
  Map<String, String> modules = Collections.emptyMap();
  List<String> fingerprint = Collections.emptyList();
  List<String> notes = Collections.emptyList();

  EventData copy() {
    EventData copy = new EventData();
    copy.id = id;
    copy.occurredAt = occurredAt;
    copy.level = level;
    copy.message = message;
    copy.template = template;
    copy.arguments = arguments;
    copy.logger = logger;
    copy.threadId = threadId;
    copy.threadName = threadName;
    copy.threadVirtual = threadVirtual;
    copy.origin = origin;
    copy.environment = environment;
    copy.release = release;
    copy.handled = handled;
    copy.exception = exception;
    copy.exceptions = exceptions;
    copy.tags = tags;
    copy.context = context;
    copy.markers = markers;
    copy.user = user;
    copy.request = request;
    copy.traceId = traceId;
    copy.spanId = spanId;
    copy.breadcrumbs = breadcrumbs;
    copy.modules = modules;
    copy.fingerprint = fingerprint;
    copy.notes = notes;
    return copy;
  }
}
