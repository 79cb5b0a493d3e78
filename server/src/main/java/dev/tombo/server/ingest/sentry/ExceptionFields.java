// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.ingest.sentry;

import com.fasterxml.jackson.core.JsonToken;
import dev.tombo.server.ingest.Ends;
import dev.tombo.server.ingest.FieldReader;
import dev.tombo.server.ingest.Limits;
import dev.tombo.server.model.Frame;
import dev.tombo.server.model.Json;
import dev.tombo.server.model.Thrown;
import dev.tombo.server.model.Thrown.Relation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads an event's exceptions, which come oldest first, into our order: the one thrown, then what
 * belongs to it. Not thread-safe.
 */
final class ExceptionFields {
  private static final Pattern PACKAGE = Pattern.compile("[\\p{Alnum}_.$]+");

  private final FieldReader reader;
  private final Limits limits;
  private List<Link> links = List.of();

  ExceptionFields(FieldReader reader, Limits limits) {
    this.reader = reader;
    this.limits = limits;
  }

  /** One exception as it was read. */
  private record Link(
      @Nullable String type,
      @Nullable String message,
      List<Frame> frames,
      Mechanism mechanism,
      Map<String, Json> extra) {

    Link with(List<Frame> others) {
      return new Link(type, message, others, mechanism, extra);
    }

    Thrown thrown(Relation relation, @Nullable Integer of) {
      return new Thrown(type, message, relation, of, 0, frames, mechanism.json(), extra);
    }
  }

  /** Reads a list, an object with a list, or one exception alone. */
  void read(String field) throws IOException {
    Ends<Link> read = new Ends<>(Limits.EXCEPTIONS / 2, Limits.EXCEPTIONS / 2);
    if (reader.token() == JsonToken.START_OBJECT) {
      Link alone = link(read);
      if (alone.type() != null || alone.message() != null || !alone.frames().isEmpty()) {
        read.add(alone);
      }
    } else if (reader.enter(field, JsonToken.START_ARRAY, "a list")) {
      list(read);
    }
    read.note(field, reader);
    links = new ArrayList<>(read.list());
  }

  private void list(Ends<Link> read) throws IOException {
    while (reader.nextElement()) {
      if (reader.enter("exception[]", JsonToken.START_OBJECT, "an object")) {
        read.add(link(read));
      }
    }
  }

  /** Reads one exception; what it has as {@code values} are others. */
  private Link link(Ends<Link> others) throws IOException {
    String type = null;
    String module = null;
    String message = null;
    List<Frame> frames = List.of();
    Mechanism mechanism = Mechanism.NONE;
    Map<String, Json> extra = Map.of();
    for (String key = reader.nextField(); key != null; key = reader.nextField()) {
      String path = "exception[]." + key;
      switch (key) {
        case "type" -> type = Loose.text(reader.raw(path));
        case "module" -> module = Loose.text(reader.raw(path));
        case "value" -> message = Loose.text(reader.raw(path));
        case "stacktrace" -> frames = FrameFields.read(path, reader);
        case "mechanism" -> mechanism = Mechanism.of(reader.raw(path), limits);
        case "values" -> {
          if (reader.enter(path, JsonToken.START_ARRAY, "a list")) {
            list(others);
          }
        }
        default -> extra = Loose.keep("exception[].", key, reader, extra);
      }
    }
    return new Link(qualified(type, module), message, frames, mechanism, extra);
  }

  /** A name with its package, unless it has one: .NET's clients name an assembly as module. */
  private static @Nullable String qualified(@Nullable String type, @Nullable String module) {
    return type == null
            || module == null
            || type.indexOf('.') >= 0
            || !PACKAGE.matcher(module).matches()
        ? type
        : module + "." + type;
  }

  boolean isEmpty() {
    return links.isEmpty();
  }

  /** Gives the exception thrown a stack that was sent beside it, if it has none. */
  boolean take(List<Frame> frames) {
    if (frames.isEmpty() || links.isEmpty() || !links.getLast().frames().isEmpty()) {
      return false;
    }
    links.set(links.size() - 1, links.getLast().with(frames));
    return true;
  }

  /** Makes of a stack that nothing else was sent with an exception without a name. */
  boolean addNameless(List<Frame> frames) {
    if (frames.isEmpty()) {
      return false;
    }
    links = List.of(new Link(null, null, frames, Mechanism.NONE, Map.of()));
    return true;
  }

  /** Whether the application caught the one thrown. */
  @Nullable Boolean handled() {
    return links.isEmpty() ? null : links.getLast().mechanism().handled();
  }

  /** The exceptions in our order. */
  List<Thrown> exceptions() {
    List<Thrown> tree = new ArrayList<>();
    if (isTree()) {
      grow(links.stream().filter(link -> link.mechanism().parent() == null).toList(), null, tree);
      if (tree.size() == links.size()) {
        return List.copyOf(tree);
      }
    }
    List<Thrown> line = new ArrayList<>();
    for (Link link : links.reversed()) {
      boolean first = line.isEmpty();
      line.add(link.thrown(relation(link, first), first ? null : line.size() - 1));
    }
    return List.copyOf(line);
  }

  /** Whether each has a number of its own, and all but one a parent. */
  private boolean isTree() {
    Set<Integer> ids = new HashSet<>();
    int roots = 0;
    for (Link link : links) {
      Integer id = link.mechanism().id();
      if (id == null || !ids.add(id)) {
        return false;
      }
      roots += link.mechanism().parent() == null ? 1 : 0;
    }
    return roots == 1;
  }

  /** Adds exceptions, each followed by those that belong to it. */
  private void grow(List<Link> siblings, @Nullable Integer of, List<Thrown> tree) {
    for (Link link : siblings) {
      int place = tree.size();
      tree.add(link.thrown(relation(link, of == null), of));
      Integer id = link.mechanism().id();
      List<Link> children =
          links.stream()
              .filter(child -> id != null && id.equals(child.mechanism().parent()))
              .sorted(Comparator.comparingInt(child -> order(child.mechanism())))
              .toList();
      grow(children, place, tree);
    }
  }

  private static int order(Mechanism mechanism) {
    return mechanism.id() == null ? 0 : mechanism.id();
  }

  private static Relation relation(Link link, boolean root) {
    if (root) {
      return Relation.THROWN;
    }
    return link.mechanism().suppressed() ? Relation.SUPPRESSED : Relation.CAUSE;
  }
}
