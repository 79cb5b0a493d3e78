// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.grouping;

import dev.tombo.server.model.Event;
import dev.tombo.server.model.Frame;
import dev.tombo.server.model.GroupingRules;
import dev.tombo.server.model.GroupingRules.Rule;
import dev.tombo.server.model.Thrown;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the rule of a project that an event falls under. */
final class Matching {
  private Matching() {}

  /** The first rule that matches. */
  static Optional<Rule> rule(Event event, GroupingRules rules) {
    for (Rule rule : rules.rules()) {
      if (rule.match().entrySet().stream()
          .allMatch(one -> matches(event, one.getKey(), one.getValue()))) {
        return Optional.of(rule);
      }
    }
    return Optional.empty();
  }

  private static boolean matches(Event event, String field, String pattern) {
    return switch (field) {
      case "type" -> anyThrown(event, pattern, true);
      case "message" -> matches(pattern, event.message()) || anyThrown(event, pattern, false);
      case "logger" -> matches(pattern, event.logger());
      case "release" -> matches(pattern, event.release());
      case "module" -> anyFrame(event, pattern);
      default ->
          field.startsWith("tags.")
              && matches(pattern, event.tags().get(field.substring("tags.".length())));
    };
  }

  private static boolean anyThrown(Event event, String pattern, boolean type) {
    for (Thrown thrown : event.exceptions()) {
      if (matches(pattern, type ? thrown.type() : thrown.message())) {
        return true;
      }
    }
    return false;
  }

  private static boolean anyFrame(Event event, String pattern) {
    for (Thrown thrown : event.exceptions()) {
      for (Frame frame : thrown.frames()) {
        if (matches(pattern, frame.className() == null ? frame.file() : frame.className())) {
          return true;
        }
      }
    }
    return false;
  }

  /**
   * Whether a text is of a pattern in which a star stands for any text. Each piece between stars is
   * looked for once, from where the one before it ended.
   */
  static boolean matches(String pattern, @Nullable String text) {
    if (text == null) {
      return false;
    }
    int star = pattern.indexOf('*');
    if (star < 0) {
      return text.equals(pattern);
    }
    if (!text.startsWith(pattern.substring(0, star))) {
      return false;
    }
    int at = star;
    int next = pattern.indexOf('*', star + 1);
    for (int from = star + 1; next >= 0; next = pattern.indexOf('*', from)) {
      String piece = pattern.substring(from, next);
      int found = text.indexOf(piece, at);
      if (found < 0) {
        return false;
      }
      at = found + piece.length();
      from = next + 1;
    }
    String last = pattern.substring(pattern.lastIndexOf('*') + 1);
    return text.length() - at >= last.length() && text.endsWith(last);
  }
}
