// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.grouping;

import dev.tombo.server.grouping.Reading.Link;
import dev.tombo.server.model.Event;
import dev.tombo.server.model.Explanation.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The parts of an event's own: of each exception its type and calls; without any exceptions what
 * was logged.
 */
final class Computed {
  /** Without calls of the application, so many that lead to the fault say which it is. */
  private static final int MOST_OF_LIBRARIES = 8;

  private static final Set<String> OVERFLOWS =
      Set.of(
          "java.lang.StackOverflowError",
          "RecursionError",
          "SystemStackError",
          "System.StackOverflowException",
          "System.InsufficientExecutionStackException");

  private final Event event;
  private final Reading reading;
  private final boolean messageCounts;
  private final Parts parts;

  private Computed(Event event, Reading reading, boolean messageCounts, Parts parts) {
    this.event = event;
    this.reading = reading;
    this.messageCounts = messageCounts;
    this.parts = parts;
  }

  /** Hands over what counts of the application, and what does not. */
  static void parts(Event event, Reading reading, boolean messageCounts, Parts parts) {
    new Computed(event, reading, messageCounts, parts).parts();
  }

  /** Hands over all calls of an event that has some. */
  static void allParts(Reading reading, Parts parts) {
    for (Link link : reading.links()) {
      parts.counts("type", link.type());
      Recursion.collapse(link.calls(), isOverflow(link)).forEach(parts::counts);
    }
  }

  private void parts() {
    if (reading.links().isEmpty()) {
      logged();
      return;
    }
    boolean anyOfApplication = false;
    boolean anyCalls = false;
    List<List<Call>> ofApplication = new ArrayList<>(reading.links().size());
    for (Link link : reading.links()) {
      List<Call> own = link.ofApplication();
      ofApplication.add(own);
      anyOfApplication |= !own.isEmpty();
      anyCalls |= !link.calls().isEmpty();
    }
    for (int i = 0; i < ofApplication.size(); i++) {
      Link link = reading.links().get(i);
      parts.counts("type", link.type());
      List<Call> own = ofApplication.get(i);
      List<Call> counted =
          anyOfApplication ? collapsed(own, link) : nearestTheFault(collapsed(link.calls(), link));
      counted.forEach(parts::counts);
      tellIgnored(link, counted, anyOfApplication);
      message(link, counted);
    }
    if (!anyCalls && saysNothing()) {
      logged();
    } else if (event.message() != null) {
      parts.ignored("message", event.message(), Reason.EXCEPTION_COUNTS);
    }
  }

  /** Such as the JVM throws by the thousand when it saves the effort of a stack. */
  private boolean saysNothing() {
    return reading.links().stream().allMatch(link -> text(link.thrown().message()).isEmpty());
  }

  private static List<Call> collapsed(List<Call> calls, Link link) {
    return Recursion.collapse(calls, isOverflow(link));
  }

  /** The calls down to the first that is not the JDK's, which was misused or is at fault. */
  private static List<Call> nearestTheFault(List<Call> calls) {
    int end = 0;
    while (end < calls.size() && end < MOST_OF_LIBRARIES) {
      Call call = calls.get(end++);
      if (!call.jdk() && isOfJvm(calls)) {
        break;
      }
    }
    return calls.subList(0, end);
  }

  /** Elsewhere nothing tells a runtime's calls from a library's. */
  private static boolean isOfJvm(List<Call> calls) {
    return calls.getLast().jdk()
        || calls.getFirst().jdk()
        || calls.getFirst().owner().contains(".");
  }

  private void tellIgnored(Link link, List<Call> counted, boolean anyOfApplication) {
    if (!parts.wantsIgnored()) {
      return;
    }
    int next = 0;
    for (Call call : link.calls()) {
      if (next < counted.size() && call.isSameAs(counted.get(next))) {
        next++;
      } else if (anyOfApplication && !call.inApp()) {
        parts.ignored(call, Reason.NOT_IN_APP);
      } else {
        boolean there = counted.stream().anyMatch(call::isSameAs);
        parts.ignored(call, there ? Reason.REPEATED : Reason.FAR_FROM_FAULT);
      }
    }
  }

  private void message(Link link, List<Call> counted) {
    String message = text(link.thrown().message());
    boolean nameless = !counted.isEmpty() && counted.stream().allMatch(Call::isNameless);
    if (link.calls().isEmpty() || nameless || messageCounts) {
      parts.counts("message", Wording.of(message));
    } else if (!message.isEmpty()) {
      parts.ignored("message", message, Reason.FRAMES_COUNT);
    }
  }

  private void logged() {
    String template = event.template();
    String message = text(event.message());
    boolean isTemplate =
        template != null && (!template.equals(message) || !event.arguments().isEmpty());
    if (template != null && isTemplate) {
      parts.counts("template", template);
      parts.ignored("message", message, Reason.TEMPLATE_COUNTS);
    } else {
      parts.counts("message", Wording.of(message.isEmpty() ? text(template) : message));
    }
    parts.counts("logger", Names.type(text(event.logger())));
  }

  private static boolean isOverflow(Link link) {
    return OVERFLOWS.contains(link.type())
        || (link.type().equals("RangeError")
            && text(link.thrown().message()).startsWith("Maximum call stack"));
  }

  private static String text(@Nullable String value) {
    return value == null ? "" : value;
  }
}
