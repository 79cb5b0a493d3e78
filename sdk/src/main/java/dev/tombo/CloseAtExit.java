// SPDX-License-Identifier: Apache-2.0
package dev.tombo;

import java.lang.ref.WeakReference;

/** Closes a client when the JVM ends. It does not keep the client, and its classes, alive. */
final class CloseAtExit implements Runnable {
  private final WeakReference<Client> client;

  CloseAtExit(Client client) {
    this.client = new WeakReference<>(client);
  }

  @Override
  public void run() {
    Client open = client.get();
    if (open != null) {
      open.closeAtExit();
    }
  }
}
