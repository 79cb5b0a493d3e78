// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.grouping;

import dev.tombo.server.model.Explanation.Reason;

/** Takes what of an event counts, in order, and what does not. */
interface Parts {
  /** A part that counts. */
  void counts(String kind, String text);

  /** A call that counts. */
  void counts(Call call);

  /** Whether it heeds what does not count. */
  default boolean wantsIgnored() {
    return false;
  }

  /** A part that does not count. */
  default void ignored(String kind, String text, Reason reason) {}

  /** A call that does not count. */
  default void ignored(Call call, Reason reason) {}
}
