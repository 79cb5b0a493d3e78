// SPDX-License-Identifier: Apache-2.0
package dev.tombo.benchmarks.load;

/** What is sent, and how much at once. */
enum Scenario {
  /** One event of 17 KB a request. */
  PLAIN(JvmEvents.Size.KB17, 1, false, 64),
  /** The same, compressed. */
  GZIP(JvmEvents.Size.KB17, 1, true, 64),
  /** A hundred events of 4 KB a request, compressed. */
  BATCH(JvmEvents.Size.KB4, 100, true, 24);

  private final JvmEvents.Size size;
  private final int batch;
  private final boolean gzip;
  private final int connections;

  Scenario(JvmEvents.Size size, int batch, boolean gzip, int connections) {
    this.size = size;
    this.batch = batch;
    this.gzip = gzip;
    this.connections = connections;
  }

  JvmEvents.Size size() {
    return size;
  }

  /** Events a request. */
  int batch() {
    return batch;
  }

  boolean gzip() {
    return gzip;
  }

  /** How many connections load it fully. */
  int connections() {
    return connections;
  }
}
