// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.model;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a project says of its grouping.
 *
 * @param version counted from 1 with each change; 0 for none
 * @param inApp prefixes of classes, modules or files that are the application's own, whatever the
 *     client says
 * @param ignore prefixes of those whose calls never count
 * @param rules the first that matches an event decides
 * @param messageCounts whether exceptions' messages count beside their frames
 */
public record GroupingRules(
    long version,
    List<String> inApp,
    List<String> ignore,
    List<Rule> rules,
    boolean messageCounts) {
  /** Of a project that says nothing. */
  public static final GroupingRules NONE =
      new GroupingRules(0, List.of(), List.of(), List.of(), false);

  /**
   * What events of a kind are to be.
   *
   * @param match patterns by field, all of which have to match: {@code type}, {@code message},
   *     {@code logger}, {@code module}, {@code release} and {@code tags.<key>}; {@code *} stands
   *     for any text
   * @param fingerprint the parts of their fingerprint, <code>{{ default }}</code> among them or
   *     not; empty for ours
   * @param title of the issue that they open; null for ours
   */
  public record Rule(Map<String, String> match, List<String> fingerprint, @Nullable String title) {}

  /** The same under another version. */
  public GroupingRules numbered(long number) {
    return new GroupingRules(number, inApp, ignore, rules, messageCounts);
  }
}
