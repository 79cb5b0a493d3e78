// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server;

import dev.tombo.server.model.Names;
import dev.tombo.server.model.PublicUrl;
import dev.tombo.server.store.Store;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** What the commands on the database have in common: their settings and how they are run. */
final class CommandGroup {
  private final CommandLine command;
  private final Map<String, String> environment;

  /**
   * A group.
   *
   * @param commands an object whose methods are the commands
   * @param showsAddress the command whose output holds the server's address
   */
  CommandGroup(Object commands, Map<String, String> environment, String showsAddress) {
    this.command = new CommandLine(commands);
    this.environment = environment;
    for (CommandLine each : command.getSubcommands().values()) {
      Set<Setting> settings = EnumSet.copyOf(SettingOptions.OF_THE_DATABASE);
      if (each.getCommandName().equals(showsAddress)) {
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
    try (Administration administration = Administration.ofExisting(settings())) {
      return print(work.apply(administration));
    }
  }

  /** Like {@link #run}, for work that needs no more than the database. */
  int runOnStore(Function<Settings, Store> open, Function<Store, Columns> work) {
    try (Store store = open.apply(settings())) {
      return print(work.apply(store));
    }
  }

  /**
   * What clients call the server.
   *
   * @throws CommandFailedException if that is not known
   */
  PublicUrl publicUrl() {
    return settings()
        .publicUrl()
        .orElseThrow(
            () ->
                new CommandFailedException(
                    "the server listens on any free port: say its address by --public-url"));
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

  private Settings settings() {
    return SettingOptions.read(command.getParseResult().subcommand(), environment);
  }

  private int print(Columns result) {
    result.print(command.getOut());
    return CommandLine.ExitCode.OK;
  }
}
