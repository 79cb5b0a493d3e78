// SPDX-License-Identifier: Apache-2.0
package dev.tombo;

import java.util.logging.Logger;

/** The SDK's own logger: of the JDK, so that the SDK needs no logging library. */
final class Log {
  /** Events that come from a logger of this name are never captured. */
  static final String NAME = "dev.tombo.Tombo";

  static final Logger LOGGER = Logger.getLogger(NAME);

  private Log() {}
}
