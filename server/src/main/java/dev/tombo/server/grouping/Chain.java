// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.grouping;

import dev.tombo.server.model.Explanation.Reason;
import dev.tombo.server.model.Frame;
import dev.tombo.server.model.Json;
import dev.tombo.server.model.Thrown;
import dev.tombo.server.model.Thrown.Relation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An event's exceptions from the one thrown to its root cause: without what was suppressed, without
 * wrappers, and with the frames that each shares with the one around it. Of a group of exceptions
 * it has each kind once.
 *
 * @param links outermost first
 * @param root the place of the innermost exception, of a group that of its first kind; -1 for none
 */
record Chain(List<Link> links, int root) {
  /**
   * Without a bound the frames of a long chain, each sharing all of the last, grow as its square.
   */
  private static final int MAX_COMMON = 500;

  /** Classes that only carry another exception. */
  private static final Set<String> WRAPPERS =
      Set.of(
          "java.util.concurrent.ExecutionException",
          "java.util.concurrent.CompletionException",
          "java.lang.reflect.InvocationTargetException",
          "java.lang.reflect.UndeclaredThrowableException",
          "java.security.PrivilegedActionException",
          "java.lang.ExceptionInInitializerError",
          "java.lang.BootstrapMethodError",
          "javax.ejb.EJBException",
          "jakarta.ejb.EJBException",
          "javax.servlet.ServletException",
          "jakarta.servlet.ServletException",
          "org.springframework.web.util.NestedServletException",
          "org.codehaus.groovy.runtime.InvokerInvocationException",
          "reactor.core.Exceptions$ReactiveException",
          "io.reactivex.exceptions.UndeliverableException",
          "io.reactivex.rxjava3.exceptions.UndeliverableException");

  /** Classes that do so where they say nothing of their own. */
  private static final Set<String> BARE =
      Set.of(
          "java.lang.RuntimeException",
          "java.lang.Exception",
          "java.lang.Error",
          "java.lang.Throwable",
          "java.io.UncheckedIOException");

  /**
   * One exception of the chain.
   *
   * @param thrown it
   * @param frames all of its frames, newest first
   */
  record Link(Thrown thrown, List<Frame> frames) {}

  /** The chain; what is left out is told. */
  static Chain of(List<Thrown> exceptions, Parts parts) {
    return exceptions.isEmpty() ? new Chain(List.of(), -1) : new Walk(exceptions, parts).chain();
  }

  /** Follows causes, each once. */
  private static final class Walk {
    private final List<Thrown> exceptions;
    private final Parts parts;
    private final int[] firstCause;
    private final boolean[] seen;
    private final List<Link> links = new ArrayList<>();
    private int root = -1;

    Walk(List<Thrown> exceptions, Parts parts) {
      this.exceptions = exceptions;
      this.parts = parts;
      this.firstCause = new int[exceptions.size()];
      this.seen = new boolean[exceptions.size()];
      for (int i = exceptions.size() - 1; i >= 0; i--) {
        Integer of = exceptions.get(i).of();
        if (of != null && isCause(i) && of >= 0 && of < firstCause.length) {
          firstCause[of] = i + 1;
        }
      }
    }

    Chain chain() {
      follow(0, List.of());
      for (int i = 0; i < seen.length; i++) {
        if (!seen[i]) {
          parts.ignored("type", type(exceptions.get(i)), Reason.NOT_IN_CHAIN);
        }
      }
      return new Chain(links, root);
    }

    private void follow(int start, List<Frame> enclosing) {
      List<Frame> around = enclosing;
      for (int next = start; next >= 0 && !seen[next]; next = firstCause[next] - 1) {
        seen[next] = true;
        Thrown thrown = exceptions.get(next);
        List<Frame> frames = expand(thrown, around);
        around = frames;
        int cause = firstCause[next] - 1;
        if (cause >= 0 && says(thrown.mechanism(), "is_exception_group")) {
          followGroup(next, frames);
          return;
        }
        if (cause >= 0 && !seen[cause] && isWrapper(thrown, exceptions.get(cause))) {
          parts.ignored("type", type(thrown), Reason.WRAPPER);
        } else {
          links.add(new Link(thrown, frames));
        }
      }
      root = root < 0 ? links.size() - 1 : root;
    }

    /** Of a group whose members are of one kind only that; of another it and each kind, sorted. */
    private void followGroup(int group, List<Frame> frames) {
      Map<String, Integer> kinds = new TreeMap<>();
      for (int i = 0; i < exceptions.size(); i++) {
        Integer of = exceptions.get(i).of();
        if (of != null && of == group && isCause(i)) {
          Integer first = kinds.putIfAbsent(kind(exceptions.get(i)), i);
          seen[i] |= first != null;
        }
      }
      if (kinds.size() > 1) {
        links.add(new Link(exceptions.get(group), frames));
      } else {
        parts.ignored("type", type(exceptions.get(group)), Reason.WRAPPER);
      }
      Collection<Integer> members = kinds.values();
      members.forEach(member -> follow(member, frames));
    }

    private boolean isCause(int index) {
      return exceptions.get(index).relation() == Relation.CAUSE;
    }
  }

  /** What tells members of a group apart. */
  private static String kind(Thrown thrown) {
    StringBuilder kind = new StringBuilder().append(thrown.type());
    for (Frame frame : thrown.frames()) {
      String owner = frame.className() == null ? frame.file() : frame.className();
      kind.append('|').append(owner).append('#').append(frame.method());
    }
    return kind.toString();
  }

  private static List<Frame> expand(Thrown thrown, List<Frame> around) {
    int common = Math.min(Math.min(thrown.commonFrames(), around.size()), MAX_COMMON);
    if (common == 0) {
      return thrown.frames();
    }
    List<Frame> frames = new ArrayList<>(thrown.frames().size() + common);
    frames.addAll(thrown.frames());
    frames.addAll(around.subList(around.size() - common, around.size()));
    return frames;
  }

  private static boolean isWrapper(Thrown thrown, Thrown cause) {
    String type = thrown.type();
    if (type == null) {
      return false;
    }
    return WRAPPERS.contains(type)
        || (BARE.contains(type)
            && (thrown.message() == null || thrown.message().equals(printed(cause))));
  }

  private static String printed(Thrown thrown) {
    return thrown.message() == null ? type(thrown) : type(thrown) + ": " + thrown.message();
  }

  private static String type(Thrown thrown) {
    return thrown.type() == null ? "" : thrown.type();
  }

  /** Whether an object has {@code true} under a name. */
  static boolean says(@Nullable Json object, String name) {
    String text = object == null ? "" : object.text();
    int at = text.indexOf('"' + name + '"');
    if (at < 0) {
      return false;
    }
    int value = at + name.length() + 2;
    while (value < text.length() && (text.charAt(value) == ':' || text.charAt(value) <= ' ')) {
      value++;
    }
    return text.startsWith("true", value);
  }
}
