// SPDX-License-Identifier: Apache-2.0
package dev.tombo;

import java.util.HashMap;
import java.util.Map;

/**
 * The channels in use, one for each endpoint and token, counted by how many clients share it. The
 * SDK's only static state is one of these. Thread-safe.
 */
final class Registry {
  static final Registry SHARED = new Registry(Channel::create);

  /** One for all clients: an event on the way into one must not end up in another either. */
  final Guard guard = new Guard();

  private final Factory factory;
  private final Map<String, Lease> leases = new HashMap<>();

  Registry(Factory factory) {
    this.factory = factory;
  }

  /** Makes a channel; it must not do any input or output. */
  interface Factory {
    Channel create(TomboOptions options, String endpoint, String token);
  }

  /** A channel and how many clients share it. */
  private static final class Lease {
    final Channel channel;
    int users;

    Lease(Channel channel) {
      this.channel = channel;
    }
  }

  /** Returns the channel of this endpoint and token; the first who asks sets its options. */
  synchronized Channel acquire(TomboOptions options, String endpoint, String token) {
    Lease lease =
        leases.computeIfAbsent(
            key(endpoint, token), key -> new Lease(factory.create(options, endpoint, token)));
    lease.users++;
    return lease.channel;
  }

  /** Gives a channel back; returns true to its last user, who must close it. */
  synchronized boolean release(Channel channel, String endpoint, String token) {
    Lease lease = leases.get(key(endpoint, token));
    if (lease == null || lease.channel != channel) {
      return false;
    }
    lease.users--;
    if (lease.users == 0) {
      leases.remove(key(endpoint, token));
      return true;
    }
    return false;
  }

  private static String key(String endpoint, String token) {
    return endpoint + ' ' + token;
  }
}
