// SPDX-License-Identifier: Apache-2.0
package dev.tombo;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A throwable, its causes and what they suppressed, as a list: first the thrown one, then its chain
 * of causes, then what each of those suppressed. Read on the caller's thread, since messages may
 * change: the causes at once, the rest when it is kept. Stack traces, which do not change, are left
 * for later.
 *
 * <p>Throwables are told apart by identity, for their {@code equals} is the application's code.
 */
final class Chain {
  private static final int MAX_CAUSES = 32;
  private static final int MAX_SUPPRESSED = 16;
  private static final int MAX_LINKS = 64;

  final List<Link> links = new ArrayList<>(2);
  final List<String> notes = new ArrayList<>();

  /** How many of the links are the thrown one and its own causes; they come first. */
  int line;

  private Chain() {}

  /** One throwable of the chain, and which other it belongs to. */
  static final class Link {
    final Throwable throwable;
    final CapturedException.Relation relation;
    final int of;

    private @Nullable String message;
    private boolean read;

    Link(Throwable throwable, CapturedException.Relation relation, int of) {
      this.throwable = throwable;
      this.relation = relation;
      this.of = of;
    }

    /** Returns the message, which is read once. */
    @Nullable String message() {
      if (!read) {
        message = readMessage(throwable);
        read = true;
      }
      return message;
    }
  }

  static Chain of(@Nullable Throwable thrown) {
    Chain chain = new Chain();
    if (thrown != null) {
      chain.links.add(new Link(thrown, CapturedException.Relation.THROWN, -1));
      chain.addCauses(0);
      chain.line = chain.links.size();
    }
    return chain;
  }

  /** Reads what is not needed to tell it from others: the messages, and what was suppressed. */
  void complete() {
    for (int i = 0; i < links.size(); i++) {
      addSuppressed(i);
    }
    for (Link link : links) {
      link.message();
    }
  }

  /** Returns about how many bytes of memory the messages take. */
  long bytes() {
    long bytes = 0;
    for (Link link : links) {
      bytes += 64 + Sizes.of(link.message());
    }
    return bytes;
  }

  private void addCauses(int start) {
    int of = start;
    for (int depth = 0; ; depth++) {
      Throwable cause = readCause(of);
      if (cause == null) {
        return;
      }
      if (depth == MAX_CAUSES) {
        notes.add("exceptions[" + of + "]: further causes left out");
        return;
      }
      if (!add(cause, CapturedException.Relation.CAUSE, of)) {
        return;
      }
      of = links.size() - 1;
    }
  }

  private void addSuppressed(int of) {
    Throwable[] suppressed = links.get(of).throwable.getSuppressed();
    for (int i = 0; i < suppressed.length; i++) {
      if (i == MAX_SUPPRESSED) {
        notes.add(
            "exceptions[" + of + "]: " + (suppressed.length - i) + " more suppressed left out");
        return;
      }
      if (add(suppressed[i], CapturedException.Relation.SUPPRESSED, of)) {
        addCauses(links.size() - 1);
      }
    }
  }

  private boolean add(Throwable throwable, CapturedException.Relation relation, int of) {
    if (links.size() == MAX_LINKS) {
      notes.add("exceptions: more than " + MAX_LINKS + ", the rest left out");
      return false;
    }
    if (contains(throwable)) {
      notes.add("exceptions[" + of + "]: leads back to an exception that is listed already");
      return false;
    }
    links.add(new Link(throwable, relation, of));
    return true;
  }

  /** The links are few: a set would cost more than it saves. */
  @SuppressWarnings("ReferenceEquality") // Its equals is the application's code.
  private boolean contains(Throwable throwable) {
    for (Link link : links) {
      if (link.throwable == throwable) {
        return true;
      }
    }
    return false;
  }

  private @Nullable Throwable readCause(int of) {
    try {
      return links.get(of).throwable.getCause();
    } catch (Throwable fault) {
      notes.add("exceptions[" + of + "]: " + Text.failed("getCause", fault));
      return null;
    }
  }

  private static @Nullable String readMessage(Throwable throwable) {
    try {
      return Text.cutOrNull(throwable.getMessage(), Text.MAX_MESSAGE);
    } catch (Throwable fault) {
      return Text.failed("getMessage", fault);
    }
  }
}
