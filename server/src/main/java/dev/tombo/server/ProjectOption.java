// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server;

import dev.tombo.server.model.Project;
import picocli.CommandLine.Option;

/** {@code --project}: which project a command is about. */
final class ProjectOption {
  @Option(
      names = "--project",
      required = true,
      paramLabel = "P",
      description = "The project's number or name.")
  private String numberOrName = "";

  /**
   * The project of the number, or else of the name.
   *
   * @throws CommandFailedException if there is none
   */
  Project in(Administration administration) {
    return administration.project(numberOrName);
  }
}
