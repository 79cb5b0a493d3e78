// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.ingest.stacktext;

import dev.tombo.server.ingest.Limits;
import dev.tombo.server.model.Thrown;
import dev.tombo.server.model.Thrown.Relation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The exceptions of a text while it is read, from the one thrown. Listed, they stand as our own
 * client sends them: the one thrown, its causes, then what each of those suppressed, with its
 * causes. Not thread-safe.
 */
final class Chain {
  private final List<Thrown> list = new ArrayList<>();
  private final List<Link> listed = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private Link root = new Link();

  /** The one thrown. */
  Link root() {
    return root;
  }

  /** Says that another was thrown, of which the chain so far is a part. */
  void root(Link link) {
    root = link;
  }

  /** Notes something about the exceptions, once. */
  void note(String what) {
    String note = "exceptions: " + what;
    if (!notes.contains(note)) {
      notes.add(note);
    }
  }

  /** All of it, in order. */
  StackText.Parsed parsed() {
    addWithCauses(root, Relation.THROWN, null);
    for (int i = 0; i < listed.size(); i++) {
      for (Link suppressed : listed.get(i).suppressed) {
        addWithCauses(suppressed, Relation.SUPPRESSED, i);
      }
    }
    return new StackText.Parsed(List.copyOf(list), List.copyOf(notes));
  }

  private void addWithCauses(Link first, Relation relation, @Nullable Integer of) {
    add(first, relation, of);
    for (Link cause = first.cause; cause != null && !full(); cause = cause.cause) {
      add(cause, Relation.CAUSE, list.size() - 1);
    }
  }

  private boolean full() {
    if (list.size() == Limits.EXCEPTIONS) {
      note("more than " + Limits.EXCEPTIONS + ", the others left out");
    }
    return list.size() == Limits.EXCEPTIONS;
  }

  private void add(Link link, Relation relation, @Nullable Integer of) {
    if (full()) {
      return;
    }
    String note = link.frames().note();
    if (!note.isEmpty()) {
      note("frames: " + note);
    }
    listed.add(link);
    list.add(
        new Thrown(
            link.type,
            link.message,
            relation,
            of,
            of == null ? 0 : link.commonFrames,
            link.frames().list(),
            null,
            Map.of()));
  }
}
