// SPDX-License-Identifier: Apache-2.0
package dev.tombo;

import java.lang.ref.WeakReference;

/** Closes a channel when the JVM ends. It does not keep the channel, and its classes, alive. */
final class CloseAtExit implements Runnable {
  private final WeakReference<Channel> channel;

  CloseAtExit(Channel channel) {
    this.channel = new WeakReference<>(channel);
  }

  @Override
  public void run() {
    Channel open = channel.get();
    if (open != null) {
      open.closeAtExit();
    }
  }
}
