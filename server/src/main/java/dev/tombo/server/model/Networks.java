// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.model;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.HexFormat;

/** Tells which addresses are one client's to choose among. */
public final class Networks {
  /** What one client is given of IPv6: the other 64 bits are its to choose. */
  private static final int BYTES_OF_V6 = 8;

  private Networks() {}

  /** The network that counts as one client: an address, and of IPv6 its first 64 bits. */
  public static String of(InetAddress address) {
    byte[] bytes = address.getAddress();
    return HexFormat.of()
        .formatHex(bytes, 0, address instanceof Inet6Address ? BYTES_OF_V6 : bytes.length);
  }
}
