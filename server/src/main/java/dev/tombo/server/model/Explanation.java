// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.model;

import java.util.List;
import java.util.Locale;

/**
 * Why an event has its fingerprint.
 *
 * @param counted the parts that it is made from, in order, each with its kind before a colon
 * @param ignored the other parts, each with the reason
 */
public record Explanation(List<String> counted, List<Ignored> ignored) {
  /** Of an event that is not known any more. */
  public static final Explanation NONE = new Explanation(List.of(), List.of());

  /**
   * A part that does not count.
   *
   * @param part with its kind before a colon
   * @param reason why
   */
  public record Ignored(String part, Reason reason) {}

  /** Why a part does not count. */
  public enum Reason {
    /** A fingerprint of the client's or of a rule stands instead. */
    OWN_FINGERPRINT,
    /** It only carries its cause. */
    WRAPPER,
    /** It was suppressed, or hangs on nothing that counts. */
    NOT_IN_CHAIN,
    /** The client made its type up. */
    SYNTHETIC,
    /** It is generated, and only leads to another call. */
    PLUMBING,
    /** A rule of the project says so. */
    RULE,
    /** It is a library's, and there are calls of the application. */
    NOT_IN_APP,
    /** There is no call of the application anywhere, and those nearest the fault suffice. */
    FAR_FROM_FAULT,
    /** It is there already, next to itself or in a recursion. */
    REPEATED,
    /** Frames say what failed. */
    FRAMES_COUNT,
    /** Exceptions say what failed. */
    EXCEPTION_COUNTS,
    /** The template counts. */
    TEMPLATE_COUNTS;

    /** The lower-case name, as the API writes it. */
    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
