// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * Lines whose cells stand below each other, for people: nothing in a cell breaks its line or moves
 * a terminal's cursor. Not thread-safe.
 */
final class Columns {
  private static final String GAP = "  ";

  private final List<List<String>> lines = new ArrayList<>();

  /** Adds a line. */
  Columns add(Object... cells) {
    lines.add(List.of(cells).stream().map(cell -> LogText.escaped(cell.toString())).toList());
    return this;
  }

  /** Prints the lines. */
  void print(PrintWriter out) {
    for (List<String> line : lines) {
      StringBuilder text = new StringBuilder();
      for (int column = 0; column < line.size(); column++) {
        String cell = line.get(column);
        text.append(column == 0 ? "" : GAP).append(cell);
        text.append(" ".repeat(width(column) - length(cell)));
      }
      out.println(text.toString().stripTrailing());
    }
    out.flush();
  }

  private int width(int column) {
    return lines.stream()
        .filter(line -> line.size() > column)
        .mapToInt(line -> length(line.get(column)))
        .max()
        .orElse(0);
  }

  private static int length(String cell) {
    return cell.codePointCount(0, cell.length());
  }
}
