// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.ingest.stacktext;

/**
 * Reads what Go's {@code debug.Stack} and a panic print, and errors that print a stack in the same
 * way: a line with the function, then an indented one with file and line. Of several goroutines the
 * first is the one that failed. Not thread-safe.
 */
final class GoText {
  private static final String CREATED_BY = "created by ";

  private final String text;
  private final Head head;
  private final Chain chain = new Chain();

  GoText(String text, Head head) {
    this.text = text;
    this.head = head;
  }

  StackText.Parsed parse() {
    Lines lines = new Lines(text, 0);
    String function = "";
    boolean any = false;
    while (lines.next()) {
      String line = lines.content();
      if (lines.indent() > 0 && !function.isEmpty() && frame(function, line)) {
        any = true;
        function = "";
      } else if (any && line.startsWith("goroutine ")) {
        break;
      } else {
        function = line;
      }
    }
    head.applyTo(chain.root());
    return chain.parsed();
  }

  /** Adds the call of a function at {@code /app/main.go:12 +0x1d}; false if it is none. */
  private boolean frame(String called, String line) {
    int space = line.indexOf(" +0x");
    String place = space < 0 ? line : line.substring(0, space);
    int colon = place.lastIndexOf(':');
    int number = colon < 0 ? -1 : JavaFrame.number(place.substring(colon + 1));
    if (number < 0) {
      return false;
    }
    String function = function(called);
    int dot = function.indexOf('.', function.lastIndexOf('/') + 1);
    chain
        .root()
        .add(
            Frames.of(
                dot < 0 ? "" : function.substring(0, dot),
                function.substring(dot + 1),
                place.substring(0, colon),
                number,
                0));
    return true;
  }

  /** The function of {@code main.(*Cart).Add(0xc000, {0x1, 0x2})}, without what it was given. */
  private static String function(String called) {
    boolean created = called.startsWith(CREATED_BY);
    String call = created ? called.substring(CREATED_BY.length()) : called;
    int routine = created ? call.indexOf(" in goroutine ") : -1;
    call = routine < 0 ? call : call.substring(0, routine);
    if (!call.endsWith(")")) {
      return call;
    }
    int depth = 0;
    for (int i = call.length() - 1; i >= 0; i--) {
      char c = call.charAt(i);
      depth += c == ')' ? 1 : c == '(' ? -1 : 0;
      if (depth == 0) {
        return call.substring(0, i);
      }
    }
    return call;
  }
}
