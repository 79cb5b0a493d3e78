// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.grouping;

import dev.tombo.server.grouping.Reading.Link;
import dev.tombo.server.model.Event;
import dev.tombo.server.model.Thrown;
import org.jspecify.annotations.Nullable;

/** What people read of a fault: its title and its culprit. */
final class Titles {
  private static final int MAX_LENGTH = 300;
  private static final String UNTITLED = "(no message)";

  private Titles() {}

  /** The first line of an issue: the root cause's type and message, else the message. */
  static String title(Event event, Reading reading) {
    Link root = reading.root();
    String title = root == null ? text(event.message()) : title(root.thrown());
    return line(title.isBlank() ? text(event.template()) : title);
  }

  /** A text as a title: its first line, cut. */
  static String line(String text) {
    return shortened(
        text.isBlank() ? UNTITLED : text.strip().lines().findFirst().orElse(UNTITLED).strip());
  }

  /**
   * The call to blame: the first of the application in the root cause, else in what wraps it; null
   * for none.
   */
  static @Nullable String culprit(Reading reading) {
    Link root = reading.root();
    String culprit = root == null ? null : culprit(root);
    for (int i = reading.links().size() - 1; culprit == null && i >= 0; i--) {
      culprit = culprit(reading.links().get(i));
    }
    return culprit;
  }

  private static @Nullable String culprit(Link link) {
    for (Call call : link.calls()) {
      if (call.inApp() && !call.shown().isEmpty()) {
        return shortened(call.shown());
      }
    }
    return null;
  }

  private static String title(Thrown thrown) {
    String message = text(thrown.message());
    String type = text(thrown.type());
    return message.isBlank() || type.isBlank() ? type + message : type + ": " + message;
  }

  private static String shortened(String line) {
    if (line.length() <= MAX_LENGTH) {
      return line;
    }
    int end = MAX_LENGTH - 1;
    boolean splitsPair = Character.isHighSurrogate(line.charAt(end - 1));
    return line.substring(0, splitsPair ? end - 1 : end) + "…";
  }

  private static String text(@Nullable String value) {
    return value == null ? "" : value;
  }
}
