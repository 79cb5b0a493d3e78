// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.auth;

import java.net.Inet6Address;
import java.net.InetAddress;

/** Which addresses are not of the world: whoever names one wants the server to ask for them. */
final class InsideAddresses {
  private InsideAddresses() {}

  /** Whether an address is of this machine, of a network like its own, or of none at all. */
  static boolean has(InetAddress address) {
    if (address.isLoopbackAddress()
        || address.isAnyLocalAddress()
        || address.isLinkLocalAddress()
        || address.isSiteLocalAddress()
        || address.isMulticastAddress()) {
      return true;
    }
    byte[] bytes = address.getAddress();
    return address instanceof Inet6Address ? isInside6(bytes) : isInside4(bytes, 0);
  }

  /** Unique local (fc00::/7); and what carries one of IPv4: translated (64:ff9b::/96), 6to4. */
  private static boolean isInside6(byte[] bytes) {
    int first = Byte.toUnsignedInt(bytes[0]) << 8 | Byte.toUnsignedInt(bytes[1]);
    boolean translated = first == 0x64 && bytes[2] == (byte) 0xff && bytes[3] == (byte) 0x9b;
    return (first & 0xfe00) == 0xfc00
        || first == 0
        || (translated && isInside4(bytes, 12))
        || (first == 0x2002 && isInside4(bytes, 2));
  }

  /** This host, private, shared, loopback, link-local, for tests and benchmarks, reserved. */
  private static boolean isInside4(byte[] bytes, int at) {
    int first = Byte.toUnsignedInt(bytes[at]);
    int second = Byte.toUnsignedInt(bytes[at + 1]);
    return first == 0
        || first == 10
        || first == 127
        || first >= 224
        || (first == 100 && second >> 6 == 1)
        || (first == 169 && second == 254)
        || (first == 172 && second >> 4 == 1)
        || (first == 192 && (second == 168 || (second == 0 && bytes[at + 2] == 0)))
        || (first == 198 && second >> 1 == 9);
  }
}
