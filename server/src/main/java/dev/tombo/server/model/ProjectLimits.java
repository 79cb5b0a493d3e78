// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.model;

import java.util.OptionalLong;

/**
 * How much a project takes.
 *
 * @param rate events a second; empty for no limit
 * @param daily events a day in UTC; empty for no limit
 * @param monthly events a month in UTC; empty for no limit
 */
public record ProjectLimits(OptionalLong rate, OptionalLong daily, OptionalLong monthly) {
  /** It takes whatever comes. */
  public static final ProjectLimits NONE =
      new ProjectLimits(OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty());
}
