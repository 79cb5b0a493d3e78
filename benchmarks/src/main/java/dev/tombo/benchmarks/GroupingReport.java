// SPDX-License-Identifier: Apache-2.0
package dev.tombo.benchmarks;

import dev.tombo.server.grouping.Grouping;
import dev.tombo.server.model.Event;
import dev.tombo.server.model.GroupingRules;
import dev.tombo.server.model.Verdict;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Prints, issue by issue, how the events of a folder's files are grouped. */
final class GroupingReport {
  private final EventFiles files = new EventFiles();
  private final Map<String, Issue> issues = new TreeMap<>();
  private final List<String> unread = new ArrayList<>();

  private GroupingReport() {}

  /** The events of one fingerprint. */
  private record Issue(Verdict verdict, Event first, List<String> files) {}

  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 1) {
      throw new IllegalArgumentException("one argument: the folder");
    }
    GroupingReport report = new GroupingReport();
    Path folder = Path.of(arguments[0]);
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        report.add(folder.relativize(file).toString(), file);
      }
    }
    report.print(new PrintStream(System.out, true, StandardCharsets.UTF_8));
  }

  private void add(String name, Path file) throws IOException {
    try {
      for (Event event : files.read(name, Files.readAllBytes(file))) {
        add(name, event);
      }
    } catch (RuntimeException e) {
      unread.add(name + ": " + e.getMessage());
    }
  }

  private void add(String name, Event event) {
    Verdict verdict = Grouping.judge(event);
    issues
        .computeIfAbsent(
            verdict.fingerprint().value(), key -> new Issue(verdict, event, new ArrayList<>()))
        .files()
        .add(name);
  }

  private void print(PrintStream out) {
    List<Issue> sorted = new ArrayList<>(issues.values());
    sorted.sort(Comparator.comparingInt((Issue issue) -> issue.files().size()).reversed());
    for (Issue issue : sorted) {
      out.printf(
          "%n%d x %s%n  at %s   (%s)%n",
          issue.files().size(),
          issue.verdict().title(),
          issue.verdict().culprit(),
          issue.first().platform());
      Grouping.explain(issue.first(), GroupingRules.NONE)
          .counted()
          .forEach(part -> out.println("    " + part));
      issue.files().stream().distinct().limit(12).forEach(file -> out.println("  < " + file));
    }
    int events = sorted.stream().mapToInt(issue -> issue.files().size()).sum();
    out.printf("%n%d events, %d issues%n", events, sorted.size());
    unread.forEach(file -> out.println("not read: " + file));
  }
}
