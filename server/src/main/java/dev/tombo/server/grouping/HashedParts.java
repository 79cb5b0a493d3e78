// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.grouping;

import dev.tombo.server.model.Fingerprint;
import dev.tombo.server.model.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * Makes a fingerprint of parts: half of their SHA-256. Each text stands after its length, so that
 * "ab", "c" and "a", "bc" differ. Not thread-safe.
 */
final class HashedParts implements Parts {
  private static final int HASH_BYTES = 16;
  private static final HexFormat HEX = HexFormat.of();

  private final StringBuilder text = new StringBuilder(8_000);

  @Override
  public void counts(String kind, String part) {
    text.append(kind);
    add(part);
  }

  @Override
  public void counts(Call call) {
    text.append("frame");
    add(call.owner());
    add(call.method());
    if (call.source() != null) {
      add(call.source());
    }
  }

  /** The fingerprint of all that counted. */
  Fingerprint fingerprint(String version) {
    byte[] hash = Sha256.start().digest(text.toString().getBytes(StandardCharsets.UTF_8));
    return new Fingerprint(version + ":" + HEX.formatHex(hash, 0, HASH_BYTES));
  }

  private void add(String part) {
    text.append(part.length()).append(':').append(part);
  }
}
