// SPDX-License-Identifier: Apache-2.0
package dev.tombo.examples.demo;

import dev.tombo.examples.launch.SampleApp;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One application's issues among all that a server lists. */
final class IssueTable {
  private final SampleApp app;
  private final List<Issue> issues;

  IssueTable(SampleApp app, List<Issue> all) {
    this.app = app;
    this.issues =
        all.stream()
            .filter(issue -> app.origin().equals(issue.origin()))
            .sorted(Comparator.comparingLong(Issue::count).reversed())
            .toList();
  }

  /** Returns the failures that the application has met and no issue tells of. */
  List<String> missing() {
    return app.expected().stream()
        .filter(name -> issues.stream().noneMatch(issue -> tellsOf(issue, name)))
        .toList();
  }

  String text() {
    StringBuilder text = new StringBuilder();
    text.append(String.format(Locale.ROOT, "%s on %s%n", app.name(), app.origin()));
    text.append(row("LEVEL", "COUNT", "TITLE", "CULPRIT", "ENVIRONMENTS"));
    for (Issue issue : issues) {
      text.append(
          row(
              issue.level(),
              String.valueOf(issue.count()),
              issue.title(),
              issue.culprit(),
              String.join(", ", issue.environments())));
    }
    return text.toString();
  }

  private static boolean tellsOf(Issue issue, String name) {
    return Pattern.compile(name).matcher(issue.title() + " " + issue.message()).find();
  }

  private static String row(
      String level,
      String count,
      @Nullable String title,
      @Nullable String culprit,
      String environments) {
    return String.format(
        Locale.ROOT,
        "%-7s %5s  %-66s  %-44s  %s%n",
        level,
        count,
        cut(title, 66),
        cutStart(culprit, 44),
        environments);
  }

  private static String cut(@Nullable String text, int width) {
    String line = oneLine(text);
    return line.length() <= width ? line : line.substring(0, width - 3) + "...";
  }

  /** Of a culprit the end says more than the beginning. */
  private static String cutStart(@Nullable String text, int width) {
    String line = oneLine(text);
    return line.length() <= width ? line : "..." + line.substring(line.length() - width + 3);
  }

  private static String oneLine(@Nullable String text) {
    return text == null ? "-" : text.replaceAll("\\s+", " ");
  }
}
