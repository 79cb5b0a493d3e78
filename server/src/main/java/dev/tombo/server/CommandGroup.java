// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server;

import dev.tombo.server.model.Names;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** What the commands on the database have in common: their settings and how they are run. */
final class CommandGroup {
  private static final String SHOWS_DSNS = "add";

  private final CommandLine command;
  private final Map<String, String> environment;

  /**
   * A group.
   *
   * @param commands an object whose methods are the commands
   */
  CommandGroup(Object commands, Map<String, String> environment) {
    this.command = new CommandLine(commands);
    this.environment = environment;
    for (CommandLine each : command.getSubcommands().values()) {
      Set<Setting> settings = EnumSet.copyOf(SettingOptions.OF_THE_DATABASE);
      if (each.getCommandName().equals(SHOWS_DSNS)) {
        settings.add(Setting.PUBLIC_URL);
      }
      SettingOptions.add(each.getCommandSpec(), settings);
    }
  }

  /** The group as a part of the command line. */
  CommandLine commandLine() {
    return command;
  }

  /** Does the work of the command that was called, and prints what came of it. */
  int run(Function<Administration, Columns> work) {
    Settings settings = SettingOptions.read(command.getParseResult().subcommand(), environment);
    Columns result;
    try (Administration administration = Administration.ofExisting(settings)) {
      result = work.apply(administration);
    }
    result.print(command.getOut());
    return CommandLine.ExitCode.OK;
  }

  /** A name as it is kept. */
  String name(String text) {
    return Names.parse(text).orElseThrow(() -> wrong("--name: not " + Names.FORM));
  }

  /** The refusal of a call. */
  ParameterException wrong(String message) {
    return new ParameterException(
        command.getParseResult().subcommand().commandSpec().commandLine(), message);
  }
}
