// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.ingest.stacktext;

import dev.tombo.server.model.Frame;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Reads what Python's {@code traceback} module prints: the oldest call first, the exception after
 * its calls, causes before what they caused. Of an exception group the exceptions in it are listed
 * as suppressed ones. Not thread-safe.
 */
final class PythonText {
  private static final String TRACEBACK = "Traceback (most recent call last):";
  private static final String CAUSE_END =
      "The above exception was the direct cause of the following exception:";
  private static final String CONTEXT_END =
      "During handling of the above exception, another exception occurred:";

  private final String text;
  private final Head head;
  private final Chain chain = new Chain();

  /** The calls of the traceback that is read, newest first, and its exception. */
  private final Deque<Frame> frames = new ArrayDeque<>();

  private @Nullable Link link;
  private @Nullable Link last;
  private @Nullable Link group;
  private final StringBuilder message = new StringBuilder();
  private boolean inFrames;
  private boolean placed;

  PythonText(String text, Head head) {
    this.text = text;
    this.head = head;
  }

  StackText.Parsed parse() {
    Lines lines = new Lines(text, 0);
    while (lines.next()) {
      line(lines);
    }
    endLink();
    Link thrown = group == null ? last : group;
    if (thrown != null) {
      chain.root(thrown);
    }
    head.applyTo(chain.root());
    return chain.parsed();
  }

  private void line(Lines lines) {
    String line = lines.content();
    String plain = withoutRuler(line);
    if (plain.endsWith(TRACEBACK)) {
      endLink();
      inFrames = true;
    } else if (plain.equals(CAUSE_END) || plain.equals(CONTEXT_END)) {
      endLink();
    } else if (line.startsWith("+-") && plain.isEmpty()) {
      child();
      inFrames = line.endsWith(" ----------------");
    } else if (inFrames && plain.startsWith("File \"")) {
      frame(plain);
    } else if (inFrames && isIndented(lines, line)) {
      source(plain);
    } else if (inFrames && !plain.isEmpty()) {
      exception(plain);
    } else if (link != null) {
      message.append('\n').append(plain);
    }
  }

  /** The bars and lines in front of what belongs to an exception group. */
  private static String withoutRuler(String line) {
    int at = 0;
    while (at < line.length() && "|+- ".indexOf(line.charAt(at)) >= 0) {
      at++;
    }
    boolean ruled = line.startsWith("|") || line.startsWith("+");
    String plain = ruled ? line.substring(at) : line;
    return ruled && plain.endsWith(" ----------------") ? "" : plain;
  }

  private static boolean isIndented(Lines lines, String line) {
    return line.startsWith("|") ? line.startsWith("|  ") : lines.indent() > 0;
  }

  /** What follows is another exception of a group. */
  private void child() {
    endLink();
    if (group == null) {
      group = last;
    }
    last = null;
  }

  /** Reads {@code File "f", line 12, in function}. */
  private void frame(String line) {
    int quote = line.indexOf('"', 6);
    int number = quote < 0 ? -1 : line.indexOf("line ", quote);
    int comma = number < 0 ? -1 : line.indexOf(',', number);
    String digits = number < 0 ? "" : line.substring(number + 5, comma < 0 ? line.length() : comma);
    int in = comma < 0 ? -1 : line.indexOf("in ", comma);
    String file = quote < 0 ? line.substring(6) : line.substring(6, quote);
    frames.push(
        Frames.of("", in < 0 ? "" : line.substring(in + 3), file, JavaFrame.number(digits), 0));
    placed = true;
  }

  /** The line of source under a frame; marks under that are passed over. */
  private void source(String line) {
    boolean repeated = line.startsWith("[Previous line repeated ");
    Frame frame = placed && !repeated ? frames.poll() : null;
    placed = false;
    if (frame != null) {
      frames.push(
          Frames.of(
              "",
              frame.method() == null ? "" : frame.method(),
              frame.file() == null ? "" : frame.file(),
              frame.line() == null ? 0 : frame.line(),
              0,
              line));
    }
  }

  private void exception(String line) {
    Link next = new Link();
    int colon = line.indexOf(": ");
    int end = colon < 0 && line.endsWith(":") ? line.length() - 1 : colon;
    next.type = end < 0 ? line : line.substring(0, end);
    message.setLength(0);
    message.append(end < 0 ? "" : line.substring(Math.min(end + 2, line.length())));
    frames.forEach(next::add);
    frames.clear();
    link = next;
    inFrames = false;
    placed = false;
  }

  private void endLink() {
    Link ended = link;
    if (ended != null) {
      String said = message.toString().stripTrailing();
      ended.message = said.isEmpty() ? null : said;
      ended.cause = last;
      if (group != null) {
        group.replaceLastSuppressed(last, ended);
      }
      last = ended;
    }
    link = null;
    inFrames = false;
    frames.clear();
  }
}
