// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server;

import dev.tombo.server.auth.BadFieldException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
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
    System.setProperty("java.util.logging.manager", LastingLog.class.getName());
    System.setProperty("java.util.logging.config.class", LogSetup.class.getName());
    String command = args.length == 0 ? "" : args[0];
    if (command.equals("serve")) {
      Preload.begin();
    }
    LogManager.getLogManager();
    System.exit(commandLine(command, System.getenv(), System.in).execute(args));
  }

  /**
   * The commands, which read this environment and passwords from this input.
   *
   * @param called the one that will be called: if it is known it is the only one to be made, since
   *     to make all takes a good part of a start
   */
  static CommandLine commandLine(
      String called, Map<String, String> environment, InputStream input) {
    Map<String, Supplier<?>> all = new LinkedHashMap<>();
    all.put("serve", () -> ServeCommand.in(environment));
    all.put("account", () -> AccountCommand.in(environment, input));
    all.put("project", () -> ProjectCommand.in(environment));
    all.put("token", () -> TokenCommand.in(environment));
    all.put("rehearse", RehearseCommand::new);
    all.put("version", VersionCommand::new);
    CommandLine commands = new CommandLine(new Main());
    all.forEach(
        (name, command) -> {
          if (name.equals(called) || !all.containsKey(called)) {
            commands.addSubcommand(name, command.get());
          }
        });
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
