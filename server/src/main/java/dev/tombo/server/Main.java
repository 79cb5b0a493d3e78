// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server;

import java.util.logging.LogManager;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The server's command line. */
@Command(
    name = "tombo",
    description = "One place for every error.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    subcommands = {ServeCommand.class},
    synopsisSubcommandLabel = "COMMAND")
public final class Main {
  private Main() {}

  /** Runs a command and ends the process with its status: 0, 1 for a failure, 2 for a bad call. */
  public static void main(String[] args) {
    System.setProperty("java.util.logging.config.class", LogSetup.class.getName());
    LogManager.getLogManager();
    System.exit(commandLine().execute(args));
  }

  static CommandLine commandLine() {
    CommandLine commands = new CommandLine(new Main());
    commands.setParameterExceptionHandler(
        (wrong, args) -> {
          wrong.getCommandLine().getErr().println("tombo: " + wrong.getMessage());
          return CommandLine.ExitCode.USAGE;
        });
    commands.setExecutionExceptionHandler(
        (failure, command, result) -> {
          command.getErr().println("tombo: " + Failures.describe(failure));
          return failure instanceof IllegalArgumentException
              ? CommandLine.ExitCode.USAGE
              : CommandLine.ExitCode.SOFTWARE;
        });
    return commands;
  }
}
