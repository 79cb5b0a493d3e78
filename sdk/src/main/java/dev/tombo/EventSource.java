// SPDX-License-Identifier: Apache-2.0
package dev.tombo;

import java.util.Collections;
import java.util.List;

/**
 * An error that is yet to become an event, in two steps: what tells it from others is at hand, the
 * rest costs more and is asked for only if the error is not counted as one more of a storm. This is
 * the way for appenders. Both steps run on the caller's thread, at most once each.
 */
public interface EventSource {
  /**
   * Sets what tells the error from others: exception, template, level, logger and time; the message
   * where there is neither exception nor template; and environment, fingerprint and user if any.
   */
  void outline(Event.Builder event);

  /**
   * Returns the exception's frames, newest call first, if somebody has read them already, so that
   * another look costs next to nothing; else an empty list. Errors of a storm whose frames are not
   * at hand are told apart by them now and then only.
   */
  default List<StackTraceElement> readFrames() {
    return Collections.emptyList();
  }

  /** Sets the rest, which is not to change what the outline said. */
  void complete(Event.Builder event);
}
