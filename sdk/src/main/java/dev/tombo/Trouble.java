// SPDX-License-Identifier: Apache-2.0
package dev.tombo;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import org.jspecify.annotations.Nullable;

/**
 * Tells the log what goes wrong inside the SDK: the first of a kind as a warning, later ones at
 * fine level, so that an outage does not fill the application's log. Thread-safe.
 */
final class Trouble {
  private final String about;
  private final Set<String> told = ConcurrentHashMap.newKeySet();

  /** Makes one for what concerns this server. */
  Trouble(String about) {
    this.about = about;
  }

  /** Tells it; whatever the log does with it, nothing is thrown. */
  void tell(String kind, String message, @Nullable Throwable cause) {
    try {
      Log.LOGGER.log(told.add(kind) ? Level.WARNING : Level.FINE, about + ": " + message, cause);
    } catch (Throwable logFailed) {
      // There is nowhere left to tell it.
    }
  }
}
