// SPDX-License-Identifier: Apache-2.0
package dev.tombo;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A number that is the same for errors that are alike, in two steps: {@link #kind} is cheap, {@link
 * #exact} looks at the newest frames too. Of 64 bits, so that two errors hardly ever share it.
 */
final class Likeness {
  /** How many of the newest frames tell one fault from another. */
  private static final int FRAMES = 8;

  /** How far into a text that an outsider may have chosen the full 64 bits go. */
  private static final int CHARS = 256;

  private static final long PRIME = 0x100000001B3L;

  private long hash = 0xCBF29CE484222325L;

  private Likeness() {}

  /** Of classes, template, level, logger, environment, fingerprint and user. */
  static long kind(EventData data, Chain chain, @Nullable String environment) {
    Likeness likeness = new Likeness();
    likeness.addName((data.level == null ? Level.ERROR : data.level).name());
    for (int i = 0; i < chain.line; i++) {
      likeness.addName(chain.links.get(i).throwable.getClass().getName());
    }
    for (CapturedException exception : data.exceptions) {
      likeness.addName(exception.type);
    }
    boolean bare = chain.line == 0 && data.exceptions.isEmpty();
    likeness.add(data.template == null && bare ? data.message : data.template);
    likeness.addName(data.logger);
    likeness.addName(data.environment == null ? environment : data.environment);
    for (String part : data.fingerprint) {
      likeness.add(part);
    }
    if (data.user != null) {
      likeness.add(data.user.id);
      likeness.add(data.user.email);
      likeness.add(data.user.username);
      likeness.add(data.user.ip);
    }
    return likeness.hash;
  }

  /** Of the messages of what was thrown and of its causes, in which numbers do not count. */
  static long messages(Chain chain) {
    Likeness likeness = new Likeness();
    for (int i = 0; i < chain.line; i++) {
      likeness.addMasked(chain.links.get(i).message());
    }
    return likeness.hash;
  }

  /** Of the kind and the newest frames, of what was thrown and of what caused it. */
  static long exact(long kind, List<StackTraceElement> read, EventData data, Chain chain) {
    Likeness likeness = new Likeness();
    likeness.hash = kind * PRIME + 1;
    if (chain.line > 0 && read.isEmpty()) {
      likeness.addFrames(chain.links.get(0).throwable);
    } else if (chain.line > 0) {
      likeness.addReadFrames(read);
    }
    if (chain.line > 1) {
      likeness.addFrames(chain.links.get(chain.line - 1).throwable);
    }
    for (CapturedException exception : data.exceptions) {
      likeness.addFrames(exception.frames);
    }
    return likeness.hash;
  }

  private void addMasked(@Nullable String text) {
    boolean digits = false;
    for (int i = 0; text != null && i < text.length() && i < CHARS; i++) {
      boolean digit = text.charAt(i) >= '0' && text.charAt(i) <= '9';
      if (!digit || !digits) {
        hash = (hash ^ (digit ? '0' : text.charAt(i))) * PRIME;
      }
      digits = digit;
    }
    add(text == null ? -1 : 0);
  }

  private void addFrames(Throwable throwable) {
    try {
      addFrames(Arrays.asList(throwable.getStackTrace()));
    } catch (Throwable hostile) {
      add(-1);
    }
  }

  /** Of a source, which may fail. */
  private void addReadFrames(List<StackTraceElement> frames) {
    try {
      addFrames(frames);
    } catch (Throwable hostile) {
      add(-1);
    }
  }

  private void addFrames(List<StackTraceElement> frames) {
    for (int i = 0; i < frames.size() && i < FRAMES; i++) {
      StackTraceElement frame = frames.get(i);
      add((long) frame.getClassName().hashCode() << 32 | frame.getLineNumber());
      addName(frame.getMethodName());
    }
  }

  /** Of a text of the program's, which keeps its 32 bits: nobody chooses it so that two collide. */
  private void addName(@Nullable String name) {
    add(name == null ? -1 : (long) name.length() << 32 | (name.hashCode() & 0xFFFFFFFFL));
  }

  private void add(@Nullable String text) {
    if (text == null) {
      add(-1);
      return;
    }
    for (int i = 0; i < text.length() && i < CHARS; i++) {
      hash = (hash ^ text.charAt(i)) * PRIME;
    }
    addName(text);
  }

  private void add(long number) {
    hash = (hash ^ number) * PRIME;
    hash ^= hash >>> 32;
  }
}
