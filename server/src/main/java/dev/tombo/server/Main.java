// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server;

import dev.tombo.server.auth.BadFieldException;
import java.io.InputStream;
import java.util.Map;
import java.util.logging.LogManager;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The server's command line. */
@Command(
    name = "tombo",
    description = "One place for every error.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    footer = {"", "tombo COMMAND --help says what a command takes."})
public final class Main {
  private Main() {}

  /** Runs a command and ends the process with its status: 0, 1 for a failure, 2 for a bad call. */
  public static void main(String[] args) {
    System.setProperty("java.util.logging.config.class", LogSetup.class.getName());
    LogManager.getLogManager();
    if (args.length > 0 && args[0].equals("serve")) {
      Preload.begin();
    }
    System.exit(commandLine(System.getenv(), System.in).execute(args));
  }

  /** The commands, which read this environment and passwords from this input. */
  static CommandLine commandLine(Map<String, String> environment, InputStream input) {
    CommandLine commands = new CommandLine(new Main());
    commands.addSubcommand(ServeCommand.in(environment));
    commands.addSubcommand(AccountCommand.in(environment, input));
    commands.addSubcommand(ProjectCommand.in(environment));
    commands.addSubcommand(TokenCommand.in(environment));
    commands.addSubcommand(new VersionCommand());
    commands.setParameterExceptionHandler(
        (wrong, args) -> {
          CommandLine command = wrong.getCommandLine();
          String name = command.getCommandSpec().qualifiedName();
          command.getErr().println("tombo: " + Failures.line(wrong) + "; see " + name + " --help");
          return CommandLine.ExitCode.USAGE;
        });
    commands.setExecutionExceptionHandler(
        (failure, command, result) -> {
          command.getErr().println("tombo: " + Failures.line(failure));
          return failure instanceof BadSettingException || failure instanceof BadFieldException
              ? CommandLine.ExitCode.USAGE
              : CommandLine.ExitCode.SOFTWARE;
        });
    return commands;
  }
}
