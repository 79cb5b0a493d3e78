// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.grouping;

import dev.tombo.server.model.Event;
import org.jspecify.annotations.Nullable;

/** The parts of a fingerprint in double braces, which stand for something of the event. */
final class Variables {
  private Variables() {}

  /** Whether a part stands for all that counts without it. */
  static boolean isDefault(String part) {
    return "default".equals(name(part));
  }

  /** A part with what it stands for; a name that is not known stands for itself. */
  static String expand(String part, Event event, Reading reading) {
    String name = name(part);
    if (name == null) {
      return part;
    }
    Reading.Link root = reading.root();
    String value =
        switch (name) {
          case "type" -> root == null ? null : root.type();
          case "value" -> root == null ? null : root.thrown().message();
          case "message" -> event.message();
          case "logger" -> event.logger();
          case "level" -> event.level().wireName();
          case "release" -> event.release();
          case "environment" -> event.environment();
          case "function", "transaction" -> Titles.culprit(reading);
          default ->
              name.startsWith("tags.") ? event.tags().get(name.substring("tags.".length())) : part;
        };
    return value == null ? "" : value;
  }

  private static @Nullable String name(String part) {
    String text = part.strip();
    boolean braced = text.startsWith("{{") && text.endsWith("}}") && text.length() > 4;
    return braced ? text.substring(2, text.length() - 2).strip() : null;
  }
}
