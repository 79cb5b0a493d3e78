// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.grouping;

import dev.tombo.server.model.Event;
import dev.tombo.server.model.Explanation.Reason;
import dev.tombo.server.model.Frame;
import dev.tombo.server.model.GroupingRules;
import dev.tombo.server.model.Thrown;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads frames as the calls that a fingerprint is made from. */
final class Stack {
  private static final Set<String> JVM =
      Set.of("java", "android", "kotlin", "scala", "groovy", "clojure", "jvm");

  private final GroupingRules rules;
  private final @Nullable Language language;

  private Stack(GroupingRules rules, @Nullable Language language) {
    this.rules = rules;
    this.language = language;
  }

  /** A reader of an event's frames: of the platform that it names, else of what its files say. */
  static Stack of(Event event, GroupingRules rules) {
    String platform = event.platform();
    if (platform != null) {
      return new Stack(rules, JVM.contains(platform) ? null : Language.of(platform));
    }
    for (Thrown thrown : event.exceptions()) {
      if (!thrown.frames().isEmpty()) {
        return new Stack(rules, Language.guess(thrown.frames().getFirst()));
      }
    }
    return new Stack(rules, null);
  }

  /** The calls, newest first, without those that never count, which are told. */
  List<Call> calls(List<Frame> frames, Parts parts) {
    List<Call> calls = new ArrayList<>(frames.size());
    for (Frame frame : frames) {
      Reason reason = reasonAgainst(frame);
      if (reason != null) {
        parts.ignored("frame", place(frame) + "#" + frame.method(), reason);
      } else {
        Call call = call(frame);
        if (!call.owner().isEmpty() || !call.method().isEmpty() || call.source() != null) {
          calls.add(call);
        }
      }
    }
    return calls;
  }

  private @Nullable Reason reasonAgainst(Frame frame) {
    if (!rules.ignore().isEmpty() && InApp.hasPrefix(place(frame), rules.ignore())) {
      return Reason.RULE;
    }
    String name = frame.className();
    boolean plumbing =
        language == null
            ? name != null && Names.isPlumbing(name, frame.method())
            : language.isPlumbing(frame);
    return plumbing ? Reason.PLUMBING : null;
  }

  private Call call(Frame frame) {
    if (language != null) {
      return language.call(frame, inApp(frame));
    }
    String name = frame.className();
    String method = frame.method();
    String owner = name == null ? file(frame) : Names.owner(name, method, frame.file());
    return new Call(owner, Names.method(method), null, inApp(frame));
  }

  private boolean inApp(Frame frame) {
    if (!rules.inApp().isEmpty() && InApp.hasPrefix(place(frame), rules.inApp())) {
      return true;
    }
    if (frame.inApp() != null) {
      return frame.inApp();
    }
    String name = frame.className();
    return language == null ? name == null || !InApp.isLibrary(name) : !language.isLibrary(frame);
  }

  /** What prefixes of rules are compared with. */
  private static String place(Frame frame) {
    return frame.className() == null ? file(frame) : frame.className();
  }

  private static String file(Frame frame) {
    return frame.file() == null ? "" : frame.file();
  }
}
