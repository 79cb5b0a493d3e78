// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server;

/** A setting has a value that it cannot have. The message begins with the setting's name. */
final class BadSettingException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final Setting setting;
  private final boolean located;

  BadSettingException(Setting setting, String problem) {
    this(setting, setting.key() + ": " + problem, false);
  }

  private BadSettingException(Setting setting, String message, boolean located) {
    super(message);
    this.setting = setting;
    this.located = located;
  }

  /** Which it is. */
  Setting setting() {
    return setting;
  }

  /** The same, saying where the value came from, unless it says so already. */
  BadSettingException from(String source) {
    return located
        ? this
        : new BadSettingException(setting, getMessage() + " (" + source + ")", true);
  }
}
