// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.ingest.stacktext;

import org.jspecify.annotations.Nullable;

/**
 * What is known of the exception thrown beside its text.
 *
 * @param type its type; null where only the text says
 * @param message its message; null where only the text says
 */
record Head(@Nullable String type, @Nullable String message) {
  Head {
    type = type == null || type.isBlank() ? null : type;
  }

  /**
   * Where in a text the known message ends, whatever that holds; -1 where there is none, or the
   * text does not begin with it. A class that prints itself in a way of its own mostly still has
   * its message after a colon.
   *
   * @param from where the text begins
   */
  int end(String text, int from) {
    if (message == null || message.isEmpty()) {
      return -1;
    }
    int colon = text.indexOf(": ", from);
    int[] places = {from + (type == null ? 0 : type.length() + 2), colon + 2, from};
    for (int at : places) {
      if (at <= Lines.end(text, from) && text.startsWith(message, at)) {
        return at + message.length();
      }
    }
    return -1;
  }

  /**
   * Says of the one thrown what is known, where the text does not say it better: some clients write
   * {@code Outer.Inner} for {@code Outer$Inner}.
   */
  void applyTo(Link thrown) {
    String printed = thrown.type;
    if (type != null && (printed == null || !printed.replace('$', '.').equals(type))) {
      thrown.type = type;
    }
    if (message != null) {
      thrown.message = message;
    }
  }
}
