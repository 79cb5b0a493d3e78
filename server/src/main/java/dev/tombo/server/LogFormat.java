// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server;

/** How the log is written: for people, or for programs. */
enum LogFormat {
  TEXT,
  JSON;

  /**
   * Reads the setting.
   *
   * @throws IllegalArgumentException if it is neither
   */
  static LogFormat parse(String text) {
    return switch (text) {
      case "text" -> TEXT;
      case "json" -> JSON;
      default -> throw new IllegalArgumentException("neither text nor json: " + text);
    };
  }
}
