// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.model;

/**
 * The stable key that says which fault an event shows.
 *
 * @param value the algorithm's version, a colon and its digest, such as {@code v0:5f...}
 */
public record Fingerprint(String value) implements Comparable<Fingerprint> {
  @Override
  public int compareTo(Fingerprint other) {
    return value.compareTo(other.value);
  }
}
