// SPDX-License-Identifier: Apache-2.0
package dev.tombo;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Redacts secrets wherever an event may hold them: in texts by their form, in maps by their keys.
 * Who the user is stays. The server does so too, but then it has seen them.
 */
final class Redactor {
  private final SecretKeys keys;

  Redactor(Collection<String> ownKeys) {
    this.keys = new SecretKeys(ownKeys);
  }

  Event redact(Event event) {
    EventData data = event.data.copy();
    data.message = text(data.message);
    data.arguments = arguments(data.template, data.arguments);
    data.template = text(data.template);
    List<CapturedException> exceptions = new ArrayList<>();
    for (CapturedException exception : data.exceptions) {
      exceptions.add(exception.toBuilder().message(text(exception.message)).build());
    }
    data.exceptions = Collections.unmodifiableList(exceptions);
    data.tags = strings(data.tags);
    Map<String, Map<String, Object>> context = new LinkedHashMap<>();
    data.context.forEach((section, values) -> context.put(section, map(values)));
    data.context = Collections.unmodifiableMap(context);
    data.request = request(data.request);
    List<Breadcrumb> crumbs = new ArrayList<>();
    for (Breadcrumb crumb : data.breadcrumbs) {
      crumbs.add(crumb(crumb));
    }
    data.breadcrumbs = Collections.unmodifiableList(crumbs);
    return new Event(data);
  }

  /** One that stands in the template behind a secret key is a secret, whatever its form. */
  private List<String> arguments(@Nullable String template, List<String> arguments) {
    List<String> redacted = new ArrayList<>();
    int place = -2;
    for (String argument : arguments) {
      place = template == null || place == -1 ? -1 : template.indexOf("{}", place + 2);
      int numbered = template == null ? -1 : template.indexOf("{" + redacted.size() + "}");
      boolean secret =
          template != null && Secrets.expectsSecret(keys, template, place < 0 ? numbered : place);
      redacted.add(secret ? Secrets.REDACTED : Secrets.redact(keys, argument));
    }
    return Collections.unmodifiableList(redacted);
  }

  private @Nullable Request request(@Nullable Request request) {
    return request == null
        ? null
        : request.toBuilder().url(text(request.url)).headers(strings(request.headers)).build();
  }

  private Breadcrumb crumb(Breadcrumb crumb) {
    return Breadcrumb.builder(crumb.at)
        .level(crumb.level)
        .category(crumb.category)
        .message(text(crumb.message))
        .data(map(crumb.data))
        .build();
  }

  private @Nullable String text(@Nullable String text) {
    return text == null ? null : Secrets.redact(keys, text);
  }

  private Map<String, String> strings(Map<String, String> values) {
    Map<String, String> redacted = new LinkedHashMap<>();
    values.forEach(
        (key, value) ->
            redacted.put(key, keys.contain(key) ? Secrets.REDACTED : Secrets.redact(keys, value)));
    return Collections.unmodifiableMap(redacted);
  }

  private Map<String, Object> map(Map<?, ?> values) {
    Map<String, Object> redacted = new LinkedHashMap<>();
    values.forEach(
        (key, value) -> {
          String name = String.valueOf(key);
          redacted.put(name, keys.contain(name) ? Secrets.REDACTED : value(value));
        });
    return Collections.unmodifiableMap(redacted);
  }

  private Object value(Object value) {
    if (value instanceof Map) {
      return map((Map<?, ?>) value);
    }
    if (value instanceof List) {
      List<Object> redacted = new ArrayList<>();
      ((List<?>) value).forEach(element -> redacted.add(value(element)));
      return Collections.unmodifiableList(redacted);
    }
    return value instanceof String ? Secrets.redact(keys, (String) value) : value;
  }
}
