// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.model;

import java.nio.ByteBuffer;

/**
 * The digest by which a person is counted without being named.
 *
 * @param high the first 64 bits
 * @param low the last 64 bits
 */
public record UserHash(long high, long low) {
  /** The digest of what a person is counted by: {@link User#identity}. */
  public static UserHash of(String identity) {
    ByteBuffer hash = ByteBuffer.wrap(Sha256.of(identity));
    return new UserHash(hash.getLong(), hash.getLong());
  }
}
