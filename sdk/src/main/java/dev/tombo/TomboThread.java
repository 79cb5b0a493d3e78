// SPDX-License-Identifier: Apache-2.0
package dev.tombo;

/**
 * A thread of the SDK, known by its type so that nothing is captured on it. It is a daemon, holds
 * on to no application's class loader, and is not traced.
 */
final class TomboThread extends Thread {
  TomboThread(Runnable task, String name) {
    super(() -> Untraced.run(task), name);
    setDaemon(true);
    setContextClassLoader(null);
  }
}
