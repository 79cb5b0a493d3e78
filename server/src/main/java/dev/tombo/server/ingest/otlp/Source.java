// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.ingest.otlp;

import dev.tombo.server.ingest.Texts;
import dev.tombo.server.model.Json;
import dev.tombo.server.model.Sdk;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a resource says of all its records: where they come from. It is bounded, as it becomes a
 * part of every one of their events.
 *
 * @param platform the language, in the words of other clients' events
 * @param release name and version of the service
 * @param environment where it was deployed
 * @param origin the host, or the pod that it was one in
 * @param sdk OpenTelemetry's own name and version
 * @param tags what people filter by
 * @param details what else was said
 * @param notes what was left out
 */
record Source(
    @Nullable String platform,
    @Nullable String release,
    @Nullable String environment,
    @Nullable String origin,
    @Nullable Sdk sdk,
    Map<String, String> tags,
    @Nullable Json details,
    List<String> notes) {
  private static final int MAX_TEXT = 1_000;
  private static final int MAX_BYTES = 16 << 10;
  private static final int MAX_TAGS = 40;

  /** They hold passwords, of all programs that were started with one. */
  private static final Set<String> SECRET = Set.of("process.command_args", "process.command_line");

  /** Reads the attributes of a resource, and takes them. */
  static Source of(Map<String, AnyValue> values) {
    values.keySet().removeAll(SECRET);
    List<String> notes = bound(values);
    String pod = scalar(values, "k8s.pod.name");
    Attributes attributes = new Attributes(values);
    String host = attributes.text("host.name");
    String version = attributes.text("service.version");
    String language = attributes.text("telemetry.sdk.language");
    String sdk = attributes.text("telemetry.sdk.name");
    String sdkVersion = attributes.text("telemetry.sdk.version");
    return new Source(
        language == null ? null : platform(language),
        version == null ? null : release(scalar(values, "service.name"), version),
        attributes.text("deployment.environment.name", "deployment.environment"),
        host == null ? pod : host,
        sdk == null && sdkVersion == null ? null : new Sdk(sdk, sdkVersion, Map.of()),
        attributes.tags(MAX_TAGS),
        attributes.rest(),
        notes);
  }

  /** Leaves out what is too much, and says so. */
  private static List<String> bound(Map<String, AnyValue> values) {
    int room = MAX_BYTES;
    int before = values.size();
    for (var all = values.entrySet().iterator(); all.hasNext(); ) {
      Map.Entry<String, AnyValue> one = all.next();
      int size = one.getKey().length() + one.getValue().text().length();
      boolean named = one.getValue().scalar() == null || size <= MAX_TEXT;
      if (named && size <= room) {
        room -= size;
      } else {
        all.remove();
      }
    }
    int leftOut = before - values.size();
    return leftOut == 0
        ? List.of()
        : List.of("resource: too large, " + leftOut + " attributes left out");
  }

  private static @Nullable String scalar(Map<String, AnyValue> values, String name) {
    AnyValue value = values.get(name);
    String text = value == null ? null : value.scalar();
    return text == null || text.isBlank() ? null : text;
  }

  private static String release(@Nullable String service, String version) {
    boolean named = service != null && !service.startsWith("unknown_service");
    return named ? service + "@" + version : version;
  }

  private static String platform(String language) {
    return switch (language) {
      case "nodejs" -> "node";
      case "webjs" -> "javascript";
      case "dotnet" -> "csharp";
      default -> Texts.clean(language);
    };
  }
}
