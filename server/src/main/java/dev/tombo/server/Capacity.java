// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.tombo.server.http.HttpServer;
import java.lang.management.ManagementFactory;

/**
 * What of this process may be held by those who send to it: a quarter of the heap by bodies, up to
 * a quarter by connections, and half of the files that it may open, lest the database lack one.
 */
final class Capacity {
  /** What Helidon keeps for a connection, and its thread, is about half of it. */
  private static final long BYTES_OF_CONNECTION = 64 << 10;

  private static final long MOST_CONNECTIONS = 10_000;
  private static final long LEAST_CONNECTIONS = 64;

  private Capacity() {}

  /** How much a server takes on. */
  static HttpServer.Bounds bounds() {
    long heap = Runtime.getRuntime().maxMemory();
    long room = Math.min(heap / 4 / BYTES_OF_CONNECTION, files() / 2);
    long connections = Math.clamp(room, LEAST_CONNECTIONS, MOST_CONNECTIONS);
    return new HttpServer.Bounds(Math.toIntExact(connections), heap / 16);
  }

  /** How many bytes of bodies may be in work at once. */
  static long bodyBytes() {
    return Runtime.getRuntime().maxMemory() / 4;
  }

  private static long files() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
        ? unix.getMaxFileDescriptorCount()
        : Long.MAX_VALUE;
  }
}
