// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.ingest.stacktext;

import dev.tombo.server.model.Frame;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Reads what {@code Throwable.printStackTrace} prints, and Logback's and Log4j's renderings of it.
 *
 * <p>A message may hold anything, lines that look like frames among it. Where it is known it is
 * passed over. Where it is not, the frames of an exception stand together: what comes before a line
 * that is none, with frames after it, belongs to the message. Not thread-safe.
 */
final class JavaText {
  private static final String THREAD = "Exception in thread \"";
  private static final String CAUSE = "Caused by: ";
  private static final String WRAPPER = "Wrapped by: ";
  private static final String SUPPRESSED = "Suppressed: ";
  private static final String CIRCULAR = "[CIRCULAR REFERENCE";

  private final String text;
  private final Head head;
  private final Chain chain = new Chain();
  private final Deque<Level> levels = new ArrayDeque<>();
  private Link link = chain.root();

  /** Where the exception that is read has its first line, and where its message ends so far. */
  private int headStart;

  private int messageEnd;
  private boolean headKnown;

  /** Where a line ended that is no part of a stack, since the last frame; -1 where none did. */
  private int strayEnd = -1;

  private boolean inHead = true;

  /** The last exception that was read at an indentation. */
  private record Level(int indent, Link link) {}

  JavaText(String text, Head head) {
    this.text = text;
    this.head = head;
  }

  StackText.Parsed parse() {
    Lines lines = new Lines(text, 0);
    while (lines.next() && lines.indent() == lines.end() - lines.start()) {
      // Blank lines before the text.
    }
    int start = lines.start() + lines.indent();
    levels.push(new Level(lines.indent(), link));
    headStart = afterThread(start);
    int end = head.end(text, headStart);
    headKnown = end >= 0;
    inHead = !headKnown;
    if (headKnown) {
      end = Lines.end(text, end);
      messageEnd = end;
    } else if (frameOf(lines) != null) {
      messageEnd = headStart;
      end = lines.start() - 1;
    } else {
      messageEnd = Math.max(headStart, lines.end());
      end = lines.end();
    }
    Lines rest = new Lines(text, end + 1);
    while (rest.next()) {
      line(rest);
    }
    endLink();
    head.applyTo(chain.root());
    return chain.parsed();
  }

  private int afterThread(int start) {
    int quote = text.startsWith(THREAD, start) ? text.indexOf("\" ", start + THREAD.length()) : -1;
    return quote < 0 || quote > Lines.end(text, start) ? start : quote + 2;
  }

  private void line(Lines lines) {
    String line = lines.content();
    Frame frame = frameOf(lines);
    if (frame != null) {
      frame(frame);
    } else if (line.startsWith("... ") && common(line) >= 0) {
      link.commonFrames = common(line);
      inHead = false;
    } else if (line.startsWith(CAUSE + CIRCULAR) || line.startsWith(CIRCULAR)) {
      chain.note("one leads back to another that is listed already");
      inHead = false;
    } else if (startsLink(line, CAUSE)) {
      cause(lines);
    } else if (startsLink(line, WRAPPER)) {
      wrapper(lines);
    } else if (startsLink(line, SUPPRESSED) && lines.indent() > levels.getLast().indent()) {
      suppressed(lines);
    } else if (inHead) {
      messageEnd = lines.end();
    } else if (!line.isEmpty()) {
      strayEnd = lines.end();
    }
  }

  private static @Nullable Frame frameOf(Lines lines) {
    String line = lines.content();
    return line.startsWith("at ") ? JavaFrame.parse(line.substring(3)) : null;
  }

  private void frame(Frame frame) {
    if (strayEnd >= 0 && !headKnown) {
      link.clearFrames();
      messageEnd = strayEnd;
    }
    strayEnd = -1;
    inHead = false;
    link.add(frame);
  }

  /** The caption of another exception is followed by what may be the name of a class. */
  private static boolean startsLink(String line, String caption) {
    return line.startsWith(caption)
        && line.length() > caption.length()
        && Character.isJavaIdentifierStart(line.charAt(caption.length()));
  }

  private void cause(Lines lines) {
    Level level = levelAt(lines.indent());
    begin(lines, CAUSE);
    if (level.link.cause == null) {
      level.link.cause = link;
    }
    levels.push(new Level(level.indent, link));
  }

  /** The root cause came first: what follows was caused by it. */
  private void wrapper(Lines lines) {
    Level level = levelAt(lines.indent());
    begin(lines, WRAPPER);
    link.cause = level.link;
    Level around = levels.peek();
    if (around == null) {
      chain.root(link);
    } else {
      around.link.replaceLastSuppressed(level.link, link);
    }
    levels.push(new Level(level.indent, link));
  }

  private void suppressed(Lines lines) {
    int indent = lines.indent();
    while (levels.size() > 1 && levels.getFirst().indent() >= indent) {
      levels.pop();
    }
    Link of = levels.getFirst().link();
    begin(lines, SUPPRESSED);
    of.suppressed.add(link);
    levels.push(new Level(indent, link));
  }

  /** Takes the exception that a line's indentation refers to off its level. */
  private Level levelAt(int indent) {
    while (levels.size() > 1 && levels.getFirst().indent() > indent) {
      levels.pop();
    }
    return levels.pop();
  }

  private void begin(Lines lines, String caption) {
    endLink();
    link = new Link();
    headStart = lines.start() + lines.indent() + caption.length();
    messageEnd = lines.end();
    headKnown = false;
    strayEnd = -1;
    inHead = true;
  }

  /** Reads type and message of the exception that ends. */
  private void endLink() {
    int at = headStart;
    while (at < messageEnd && isOfName(text.charAt(at))) {
      at++;
    }
    link.type = at == headStart ? null : text.substring(headStart, at);
    boolean colon = text.startsWith(":", at) && at < messageEnd;
    int from = colon ? Math.min(at + 2, messageEnd) : at;
    link.message = from < messageEnd || colon ? text.substring(from, messageEnd) : null;
  }

  private static boolean isOfName(char c) {
    return Character.isJavaIdentifierPart(c) || c == '.' || c == '/';
  }

  /** The number of {@code ... 3 more} or {@code ... 3 common frames omitted}; -1 if it is none. */
  private static int common(String line) {
    int end = line.indexOf(' ', 4);
    String tail = end < 0 ? "" : line.substring(end + 1);
    boolean known = tail.equals("more") || tail.equals("common frames omitted");
    return known ? JavaFrame.number(line.substring(4, end)) : -1;
  }
}
