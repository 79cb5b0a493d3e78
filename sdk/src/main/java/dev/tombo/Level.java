// SPDX-License-Identifier: Apache-2.0
package dev.tombo;

/** How bad an event is, mildest first. */
public enum Level {
  DEBUG,
  INFO,
  WARNING,
  ERROR,
  FATAL
}
