// SPDX-License-Identifier: Apache-2.0
package dev.tombo;

import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Sends on a thread of its own, while the one that asked sees to the spool. So a server that stalls
 * keeps no event from the disk.
 */
final class AsideTransport implements Transport {
  private final Transport transport;
  private final ThreadFactory threads;
  private final BooleanSupplier meanwhile;

  /**
   * Makes one that does something over and over as long as a request is under way.
   *
   * @param meanwhile waits until there is something to do or its thread is unparked, and returns
   *     false to give the request up
   */
  AsideTransport(Transport transport, ThreadFactory threads, BooleanSupplier meanwhile) {
    this.transport = transport;
    this.threads = threads;
    this.meanwhile = meanwhile;
  }

  @Override
  public Reply send(byte[] gzippedJson) throws IOException {
    Thread asking = Thread.currentThread();
    FutureTask<Reply> task =
        new FutureTask<Reply>(() -> transport.send(gzippedJson)) {
          @Override
          protected void done() {
            LockSupport.unpark(asking);
          }
        };
    threads.newThread(task).start();
    while (!task.isDone()) {
      if (!meanwhile.getAsBoolean() && !task.isDone()) {
        throw new IOException("given up");
      }
    }
    try {
      return task.get();
    } catch (InterruptedException | ExecutionException failed) {
      if (failed.getCause() instanceof IOException) {
        throw (IOException) failed.getCause();
      }
      throw new IllegalStateException(failed.getCause());
    }
  }

  @Override
  public void cancel() {
    transport.cancel();
  }

  @Override
  public void close() {
    transport.close();
  }
}
