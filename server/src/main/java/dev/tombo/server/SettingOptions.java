// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** The options by which a command takes settings, made from their table. */
final class SettingOptions {
  /** What a command needs that works on the database, beside a running server or without one. */
  static final Set<Setting> OF_THE_DATABASE =
      EnumSet.of(Setting.DATA, Setting.DATABASE_URL, Setting.CONFIG);

  /** What the server takes. */
  static final Set<Setting> OF_THE_SERVER = EnumSet.allOf(Setting.class);

  /** What picocli leaves for descriptions of a screen's 80 columns. */
  private static final int HELP_WIDTH = 50;

  private SettingOptions() {}

  /** Gives a command the options of settings. */
  static void add(CommandSpec command, Set<Setting> settings) {
    command.usageMessage().sortOptions(false);
    for (Setting setting : settings) {
      setting.flag().ifPresent(flag -> command.addOption(option(setting, flag)));
    }
  }

  /**
   * The settings that a command was called with, and what environment and file add.
   *
   * @throws BadSettingException if one is wrong in itself
   */
  static Settings read(ParseResult call, Map<String, String> environment) {
    Map<Setting, String> given = new EnumMap<>(Setting.class);
    for (Setting setting : Setting.values()) {
      setting
          .flag()
          .filter(call::hasMatchedOption)
          .ifPresent(flag -> given.put(setting, call.matchedOptionValue(flag, "")));
    }
    return Settings.find(given, environment);
  }

  private static OptionSpec option(Setting setting, String flag) {
    OptionSpec.Builder option =
        OptionSpec.builder(flag).type(String.class).description(description(setting));
    return setting.label().isEmpty()
        ? option.arity("0..1").fallbackValue("true").paramLabel("BOOL").build()
        : option.paramLabel(setting.label()).build();
  }

  private static String[] description(Setting setting) {
    String what = setting.description().replace("`", "").replace("%", "%%");
    String standard = setting.standard().map(text -> "Default: " + text + ". ").orElse("");
    return lines(
        Character.toUpperCase(what.charAt(0)) + what.substring(1) + ".",
        standard + "Or " + setting.variable() + ".");
  }

  /** Breaks paragraphs between words only, where picocli would break addresses at a slash. */
  private static String[] lines(String... paragraphs) {
    List<String> lines = new ArrayList<>();
    for (String paragraph : paragraphs) {
      StringBuilder line = new StringBuilder();
      for (String word : paragraph.split(" ", -1)) {
        if (!line.isEmpty() && line.length() + 1 + word.length() > HELP_WIDTH) {
          lines.add(line.toString());
          line.setLength(0);
        }
        line.append(line.isEmpty() ? "" : " ").append(word);
      }
      lines.add(line.toString());
    }
    return lines.toArray(String[]::new);
  }
}
