// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.ingest.stacktext;

import dev.tombo.server.model.Frame;
import org.jspecify.annotations.Nullable;

/**
 * Reads the {@code stack} of an error as V8 writes it (type and message, then {@code at} each
 * call), or as Firefox and Safari do (calls alone, {@code function@file:line:column}). Causes stand
 * in it where Node.js inspected the error. Not thread-safe.
 */
final class JavaScriptText {
  private static final String CAUSE = "[cause]: ";
  private static final String CAUSED_BY = "Caused by: ";

  private final String text;
  private final Head head;
  private final Chain chain = new Chain();
  private Link link = chain.root();
  private int headStart;
  private int messageEnd = -1;

  JavaScriptText(String text, Head head) {
    this.text = text;
    this.head = head;
  }

  /** Whether a text has a line that is a frame, among the first that are not blank. */
  static boolean looksSo(String text) {
    Lines lines = new Lines(text, 0);
    for (int i = 0; i < 50 && lines.next(); i++) {
      if (frame(lines.content()) != null) {
        return true;
      }
    }
    return false;
  }

  StackText.Parsed parse() {
    int end = head.end(text, 0);
    boolean headKnown = end >= 0;
    Lines lines = new Lines(text, headKnown ? Lines.end(text, end) + 1 : 0);
    boolean inHead = !headKnown;
    while (lines.next()) {
      String line = lines.content();
      Frame frame = frame(line);
      if (frame != null) {
        link.add(frame);
        inHead = false;
      } else if (line.startsWith(CAUSE) || line.startsWith(CAUSED_BY)) {
        begin(lines.start() + lines.indent() + line.indexOf(": ") + 2);
        messageEnd = lines.end();
        inHead = true;
      } else if (inHead) {
        messageEnd = lines.end();
      }
    }
    endLink();
    head.applyTo(chain.root());
    return chain.parsed();
  }

  private void begin(int start) {
    endLink();
    Link cause = new Link();
    link.cause = cause;
    link = cause;
    headStart = start;
  }

  /** Reads type and message of the error that ends. */
  private void endLink() {
    if (messageEnd > headStart) {
      String said = text.substring(headStart, messageEnd);
      int colon = said.indexOf(": ");
      boolean typed = colon > 0 && said.chars().limit(colon).allMatch(JavaScriptText::isOfName);
      boolean alone = said.chars().allMatch(JavaScriptText::isOfName);
      link.type = typed ? said.substring(0, colon) : alone ? said : null;
      link.message = typed ? said.substring(colon + 2) : alone ? null : said;
    }
    messageEnd = -1;
  }

  private static boolean isOfName(int c) {
    return Character.isUnicodeIdentifierPart(c) || c == '.' || c == '$';
  }

  private static @Nullable Frame frame(String line) {
    return line.startsWith("at ") ? v8(line.substring(3)) : gecko(line);
  }

  private static @Nullable Frame v8(String call) {
    String inspected = call.endsWith(" {") ? call.substring(0, call.length() - 2) : call;
    String plain = inspected.startsWith("async ") ? inspected.substring(6) : inspected;
    int open = plain.endsWith(")") ? opening(plain) : -1;
    if (open < 0) {
      Place place = Place.parse(plain);
      return place.line() < 1 ? null : place.frame("");
    }
    String function = plain.substring(0, open).strip();
    int alias = function.endsWith("]") ? function.lastIndexOf(" [as ") : -1;
    Place place = Place.parse(plain.substring(open + 1, plain.length() - 1));
    return place.frame(alias < 0 ? function : function.substring(0, alias));
  }

  /** Where the parenthesis opens with which a call ends; -1 if none precedes it after a space. */
  private static int opening(String call) {
    int depth = 0;
    for (int i = call.length() - 1; i >= 0; i--) {
      char c = call.charAt(i);
      depth += c == ')' ? 1 : c == '(' ? -1 : 0;
      if (depth == 0) {
        return i > 0 && call.charAt(i - 1) == ' ' ? i : -1;
      }
    }
    return -1;
  }

  private static @Nullable Frame gecko(String line) {
    int at = line.indexOf('@');
    if (at < 0) {
      return null;
    }
    Place place = Place.parse(line.substring(at + 1));
    String function = line.substring(line.startsWith("async*") ? 6 : 0, at);
    boolean placed = place.line() > 0 && (place.column() > 0 || place.file().indexOf('/') >= 0);
    boolean known = placed || place.file().equals("[native code]");
    boolean named = function.indexOf(' ') < 0 || function.endsWith(" code");
    return known && named ? place.frame(function) : null;
  }

  /** A file with line and column, 0 where they do not stand there. */
  private record Place(String file, int line, int column) {
    static Place parse(String text) {
      String place = text;
      if (text.startsWith("eval at ")) {
        int last = text.lastIndexOf(", ");
        place = last < 0 ? text : text.substring(last + 2);
      }
      int second = place.lastIndexOf(':');
      int column = second < 0 ? -1 : JavaFrame.number(place.substring(second + 1));
      if (column < 0) {
        return new Place(place, 0, 0);
      }
      int first = place.lastIndexOf(':', second - 1);
      int line = first < 0 ? -1 : JavaFrame.number(place.substring(first + 1, second));
      return line < 0
          ? new Place(place.substring(0, second), column, 0)
          : new Place(place.substring(0, first), line, column);
    }

    Frame frame(String function) {
      String path = file.startsWith("file://") ? file.substring(7) : file;
      return Frames.of("", function, path, line, column);
    }
  }
}
