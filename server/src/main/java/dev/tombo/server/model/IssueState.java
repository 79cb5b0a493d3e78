// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.model;

/**
 * What lists filter issues by that is not a count.
 *
 * @param status what the team decided
 * @param level the latest event's
 */
public record IssueState(IssueStatus status, Level level) {
  /** The same with another status. */
  public IssueState with(IssueStatus other) {
    return new IssueState(other, level);
  }
}
