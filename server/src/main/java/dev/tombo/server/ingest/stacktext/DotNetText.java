// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.ingest.stacktext;

import dev.tombo.server.model.Frame;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Reads what .NET's {@code Exception.ToString} returns: inner exceptions stand after an arrow
 * before the calls of the outer one, and the further ones of an aggregate after its calls. Not
 * thread-safe.
 */
final class DotNetText {
  private static final String ARROW = "---> ";
  private static final String END_OF_INNER = "--- End of inner exception stack trace ---";
  private static final String CLOSED = "<---";
  private static final String NUMBERED = "(Inner Exception #";

  private final String text;
  private final Head head;
  private final Chain chain = new Chain();
  private final Deque<Link> outer = new ArrayDeque<>();
  private Link link = chain.root();
  private final StringBuilder said = new StringBuilder();
  private boolean inHead;

  DotNetText(String text, Head head) {
    this.text = text;
    this.head = head;
  }

  StackText.Parsed parse() {
    int end = head.end(text, 0);
    int next = end < 0 ? 0 : Lines.end(text, end);
    inHead = end < 0;
    if (end >= 0) {
      line(text.substring(end, next).strip());
    }
    Lines lines = new Lines(text, end < 0 ? 0 : next + 1);
    boolean arrows = text.contains(END_OF_INNER);
    while (lines.next()) {
      String line = lines.content();
      int arrow = inHead && arrows ? line.indexOf(" " + ARROW) : -1;
      line(arrow < 0 ? line : line.substring(0, arrow));
      if (arrow >= 0) {
        line(line.substring(arrow + 1));
      }
    }
    endHead();
    head.applyTo(chain.root());
    return chain.parsed();
  }

  private void line(String printed) {
    String line = printed.endsWith(CLOSED) ? printed.substring(0, printed.length() - 4) : printed;
    Frame frame = line.startsWith("at ") ? frame(line.substring(3)) : null;
    if (frame != null) {
      endHead();
      link.add(frame);
    } else if (line.startsWith(ARROW)) {
      endHead();
      inner(line.substring(ARROW.length()));
    } else if (line.equals(END_OF_INNER)) {
      endHead();
      link = outer.isEmpty() ? link : outer.pop();
    } else if (inHead && !line.startsWith("--- End of ")) {
      said.append(said.isEmpty() ? "" : "\n").append(line);
    }
  }

  private void inner(String line) {
    Link inner = new Link();
    if (line.startsWith(NUMBERED)) {
      if (!line.startsWith(NUMBERED + "0)")) {
        chain.root().suppressed.add(inner);
      }
      outer.clear();
      said.append(line, Math.min(line.length(), line.indexOf(')') + 2), line.length());
    } else {
      link.cause = inner;
      outer.push(link);
      said.append(line);
    }
    link = inner;
    inHead = true;
  }

  /** Reads type and message of the exception whose calls follow. */
  private void endHead() {
    if (inHead && !said.isEmpty()) {
      int colon = said.indexOf(": ");
      boolean typed = colon > 0 && said.chars().limit(colon).noneMatch(c -> c <= ' ');
      boolean alone = said.chars().noneMatch(c -> c <= ' ');
      link.type = typed ? said.substring(0, colon) : alone ? said.toString() : null;
      link.message = typed ? said.substring(colon + 2) : alone ? null : said.toString();
      said.setLength(0);
    }
    inHead = false;
  }

  /** Reads {@code Acme.Cart.Add(Int32 id) in /src/Cart.cs:line 12}; null if it is none. */
  private static @Nullable Frame frame(String call) {
    int open = call.indexOf('(');
    int close = call.lastIndexOf(')');
    int dot = open < 0 ? -1 : call.lastIndexOf('.', open);
    if (open < 0 || close < open) {
      return null;
    }
    boolean constructor = dot > 0 && call.charAt(dot - 1) == '.';
    int split = constructor ? dot - 1 : dot;
    int in = call.indexOf(" in ", close);
    int last = call.lastIndexOf(":line ");
    int line = in < 0 || last < in ? -1 : last;
    return Frames.of(
        split < 0 ? "" : call.substring(0, split),
        call.substring(split + 1, open),
        in < 0 ? "" : call.substring(in + 4, line < 0 ? call.length() : line),
        line < 0 ? 0 : JavaFrame.number(call.substring(line + 6)),
        0);
  }
}
