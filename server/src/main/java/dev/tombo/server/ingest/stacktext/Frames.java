// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.ingest.stacktext;

import dev.tombo.server.ingest.SourceLines;
import dev.tombo.server.model.Frame;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes frames of languages whose stacks name functions and files. Pure. */
final class Frames {
  private Frames() {}

  /** A function in a file; blank texts and numbers below 1 are absent. */
  static Frame of(String className, String function, String file, int line, int column) {
    return of(className, function, file, line, column, null);
  }

  /** One with the source that stands in its line. */
  static Frame of(
      String className,
      String function,
      String file,
      int line,
      int column,
      @Nullable String source) {
    return new Frame(
        present(className),
        present(function),
        present(file),
        line < 1 ? null : line,
        column < 1 ? null : column,
        null,
        null,
        null,
        source == null ? null : SourceLines.json(List.of(), source, List.of(), Map.of()),
        Map.of());
  }

  private static @Nullable String present(String text) {
    return text.isBlank() ? null : text;
  }
}
