// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.grouping;

import dev.tombo.server.model.Frame;
import dev.tombo.server.model.Thrown;
import dev.tombo.server.model.Thrown.Relation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An event's exceptions from the one thrown to its root cause: without what was suppressed, without
 * wrappers, and with the frames that each shares with the one around it.
 *
 * @param links outermost first
 */
record Chain(List<Link> links) {
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
          "javax.servlet.ServletException",
          "jakarta.servlet.ServletException",
          "org.springframework.web.util.NestedServletException");

  private static final Set<String> BARE =
      Set.of("java.lang.RuntimeException", "java.lang.Exception");

  /**
   * One exception of the chain.
   *
   * @param thrown it
   * @param frames all of its frames, newest first
   */
  record Link(Thrown thrown, List<Frame> frames) {}

  static Chain of(List<Thrown> exceptions) {
    Map<Integer, Integer> causes = causes(exceptions);
    List<Link> links = new ArrayList<>();
    Set<Integer> seen = new HashSet<>();
    List<Frame> around = List.of();
    Integer next = exceptions.isEmpty() ? null : 0;
    while (next != null && seen.add(next)) {
      Thrown thrown = exceptions.get(next);
      List<Frame> frames = expand(thrown, around);
      next = causes.get(next);
      if (next == null || !wrapper(thrown, exceptions.get(next))) {
        links.add(new Link(thrown, frames));
      }
      around = frames;
    }
    return new Chain(links);
  }

  /** The innermost exception. */
  Optional<Link> root() {
    return links.isEmpty() ? Optional.empty() : Optional.of(links.getLast());
  }

  /** The index of each exception's first cause, by the exception's own. */
  private static Map<Integer, Integer> causes(List<Thrown> exceptions) {
    Map<Integer, Integer> causes = new HashMap<>();
    for (int i = 0; i < exceptions.size(); i++) {
      Thrown thrown = exceptions.get(i);
      if (thrown.of() != null && thrown.relation() == Relation.CAUSE) {
        causes.putIfAbsent(thrown.of(), i);
      }
    }
    return causes;
  }

  private static List<Frame> expand(Thrown thrown, List<Frame> around) {
    int common = Math.min(Math.min(thrown.commonFrames(), around.size()), MAX_COMMON);
    if (common == 0) {
      return thrown.frames();
    }
    List<Frame> frames = new ArrayList<>(thrown.frames());
    frames.addAll(around.subList(around.size() - common, around.size()));
    return frames;
  }

  private static boolean wrapper(Thrown thrown, Thrown cause) {
    if (thrown.type() == null || WRAPPERS.contains(thrown.type())) {
      return thrown.type() != null;
    }
    return BARE.contains(thrown.type())
        && (thrown.message() == null || thrown.message().equals(printed(cause)));
  }

  private static String printed(Thrown thrown) {
    return thrown.message() == null ? thrown.type() + "" : thrown.type() + ": " + thrown.message();
  }
}
