// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.grouping;

import dev.tombo.server.model.Event;
import dev.tombo.server.model.EventId;
import dev.tombo.server.model.Frame;
import dev.tombo.server.model.GroupingRules;
import dev.tombo.server.model.GroupingRules.Rule;
import dev.tombo.server.model.Json;
import dev.tombo.server.model.Thrown;
import dev.tombo.server.model.Thrown.Relation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An event as {@code faults.txt} writes it, with the rules of its project.
 *
 * @param event the event
 * @param rules its project's
 */
record WrittenEvent(Event event, GroupingRules rules) {
  private static final Pattern FRAME =
      Pattern.compile(
          "([^\\s#(]*)#([^\\s(:+]*?(?: in [^(]+| \\(2 levels\\) in [^(]+)?)(\\([^)]*\\))?(?::(\\d+))?([+-])?(?: \"([^\"]*)\")?(?= |$)");

  static WrittenEvent parse(String line) {
    Map<String, String> fields = new LinkedHashMap<>();
    String rest = line;
    if (line.startsWith("{")) {
      int end = endOfFields(line);
      for (String field : line.substring(1, end).split(",", -1)) {
        fields.put(field.split("=", 2)[0], field.split("=", 2)[1]);
      }
      rest = line.substring(end + 1).strip();
    }
    Event.Builder event = Event.builder(new EventId(0, 1));
    Map<String, String> tags = new LinkedHashMap<>();
    fields.forEach((name, value) -> set(event, tags, name, value));
    event.tags(tags).exceptions(exceptions(rest, fields.get("mechanism")));
    return new WrittenEvent(event.build(), rules(fields));
  }

  private static int endOfFields(String line) {
    int depth = 0;
    for (int i = 0; i < line.length(); i++) {
      depth += line.charAt(i) == '{' ? 1 : line.charAt(i) == '}' ? -1 : 0;
      if (depth == 0) {
        return i;
      }
    }
    throw new AssertionError(line);
  }

  private static void set(
      Event.Builder event, Map<String, String> tags, String name, String value) {
    switch (name) {
      case "platform" -> event.platform(value);
      case "message" -> event.message(value);
      case "template" -> event.template(value);
      case "arguments" -> event.arguments(List.of(value));
      case "logger" -> event.logger(value);
      case "release" -> event.release(value);
      case "environment" -> event.environment(value);
      case "fingerprint" -> event.fingerprint(List.of(value.split(";", -1)));
      default -> {
        if (name.startsWith("tags.")) {
          tags.put(name.substring(5), value);
        } else if (!name.startsWith("rules.") && !name.equals("mechanism")) {
          throw new AssertionError(name);
        }
      }
    }
  }

  private static GroupingRules rules(Map<String, String> fields) {
    List<Rule> rules = new ArrayList<>();
    String match = fields.get("rules.match");
    if (match != null) {
      Map<String, String> patterns = new LinkedHashMap<>();
      for (String one : match.split(";", -1)) {
        patterns.put(one.split(":", 2)[0], one.split(":", 2)[1]);
      }
      String fingerprint = fields.getOrDefault("rules.fingerprint", "");
      rules.add(new Rule(patterns, List.of(fingerprint.split(";", -1)), null));
    }
    return new GroupingRules(
        1,
        list(fields.get("rules.inApp")),
        list(fields.get("rules.ignore")),
        rules,
        Boolean.parseBoolean(fields.get("rules.messageCounts")));
  }

  private static List<String> list(@Nullable String value) {
    return value == null ? List.of() : List.of(value);
  }

  private static List<Thrown> exceptions(String text, @Nullable String mechanism) {
    List<Thrown> chain = new ArrayList<>();
    if (text.isEmpty()) {
      return chain;
    }
    for (String one : text.split("(?= <[-~])", -1)) {
      String rest = one;
      Relation relation = Relation.THROWN;
      Integer of = null;
      if (one.startsWith(" <")) {
        relation = one.charAt(2) == '-' ? Relation.CAUSE : Relation.SUPPRESSED;
        boolean numbered = Character.isDigit(one.charAt(3));
        of = numbered ? Character.digit(one.charAt(3), 10) : chain.size() - 1;
        rest = one.substring(numbered ? 5 : 4);
      }
      Json says =
          chain.isEmpty() && mechanism != null ? new Json("{\"" + mechanism + "\": true}") : null;
      chain.add(thrown(rest, relation, of, says));
    }
    return chain;
  }

  private static Thrown thrown(
      String text, Relation relation, @Nullable Integer of, @Nullable Json mechanism) {
    String[] halves = text.split(" \\| ", 2);
    String[] head = halves[0].split(": ", 2);
    String stack = halves.length > 1 ? halves[1] : "";
    int common = 0;
    if (stack.matches(".* \\.\\.\\.\\d")) {
      common = Character.digit(stack.charAt(stack.length() - 1), 10);
      stack = stack.substring(0, stack.length() - 5);
    }
    return new Thrown(
        head[0],
        head.length > 1 ? head[1] : null,
        relation,
        of,
        common,
        frames(stack),
        mechanism,
        Map.of());
  }

  private static List<Frame> frames(String stack) {
    List<Frame> frames = new ArrayList<>();
    Matcher times = Pattern.compile("\\*(\\d+) ").matcher(stack);
    if (times.find()) {
      frames.addAll(frames(stack.substring(0, times.start())));
      List<Frame> round = frames(stack.substring(times.end()));
      for (int i = Integer.parseInt(times.group(1)); i > 0; i--) {
        frames.addAll(round);
      }
      return frames;
    }
    Matcher frame = FRAME.matcher(stack);
    int end = 0;
    while (frame.find()) {
      if (!stack.substring(end, frame.start()).isBlank()) {
        throw new AssertionError("no frame: " + stack.substring(end, frame.start()));
      }
      end = frame.end();
      frames.add(frame(frame));
    }
    if (!stack.substring(end).isBlank()) {
      throw new AssertionError("no frame: " + stack.substring(end));
    }
    return frames;
  }

  private static Frame frame(Matcher frame) {
    String file = frame.group(3);
    String line = frame.group(4);
    String inApp = frame.group(5);
    String source = frame.group(6);
    return new Frame(
        frame.group(1).isEmpty() ? null : frame.group(1),
        frame.group(2),
        file == null ? null : file.substring(1, file.length() - 1),
        line == null ? null : Integer.valueOf(line),
        null,
        null,
        inApp == null ? null : Boolean.valueOf(inApp.equals("+")),
        null,
        source == null ? null : new Json("{\"before\":[],\"line\":\"" + source + "\"}"),
        Map.of());
  }
}
