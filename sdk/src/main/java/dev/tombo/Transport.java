// SPDX-License-Identifier: Apache-2.0
package dev.tombo;

import java.io.IOException;

/**
 * Carries one request at a time to the server. {@link #send} and {@link #close} are the worker's;
 * {@link #cancel} may be called by any thread.
 */
interface Transport {
  /**
   * Posts a body and waits for the reply, within the call timeout.
   *
   * @throws IOException if there was no reply, or not all of it
   */
  Reply send(byte[] gzippedJson) throws IOException;

  /** Makes the request under way fail, and every later one. */
  void cancel();

  /** Lets go of connections. */
  void close();
}
