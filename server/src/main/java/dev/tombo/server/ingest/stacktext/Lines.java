// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.ingest.stacktext;

/** Goes through a text line by line. Lines end with LF or CR LF. Not thread-safe. */
final class Lines {
  private final String text;
  private int start;
  private int next;

  /** The lines that start at a position or after it. */
  Lines(String text, int from) {
    this.text = text;
    this.next = from;
  }

  /** Goes to the next line; false where there is none. */
  boolean next() {
    if (next >= text.length()) {
      return false;
    }
    start = next;
    next = end(text, start) + 1;
    return true;
  }

  /** Where the line starts. */
  int start() {
    return start;
  }

  /** Where the line ends, before its line feed and what carriage returns and spaces precede it. */
  int end() {
    int end = Math.max(start, Math.min(next - 1, text.length()));
    while (end > start && text.charAt(end - 1) <= ' ') {
      end--;
    }
    return end;
  }

  /** How many characters the line is indented by. */
  int indent() {
    int at = start;
    int end = end();
    while (at < end && text.charAt(at) <= ' ') {
      at++;
    }
    return at - start;
  }

  /** The line without its indentation and its end. */
  String content() {
    return text.substring(start + indent(), end());
  }

  /** Where the line ends that holds a position: at its line feed, or with the text. */
  static int end(String text, int position) {
    int end = text.indexOf('\n', position);
    return end < 0 ? text.length() : end;
  }
}
