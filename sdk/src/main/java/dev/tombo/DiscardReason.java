// SPDX-License-Identifier: Apache-2.0
package dev.tombo;

/**
 * Why an event was given up. Each lost event is counted under exactly one reason, in {@link
 * TomboStatus} and, where a server can be reached, on the server.
 */
public enum DiscardReason {
  /**
   * The queue was at its bound of events or bytes: repeats are given up first, the newest among
   * equals.
   */
  QUEUE_FULL("queue_full"),
  /** The event alone is larger than the queue, or than the server takes even after it was cut. */
  TOO_LARGE("too_large"),
  /** The {@code beforeSend} function returned null. */
  BEFORE_SEND("before_send"),
  /** The {@code beforeSend} function threw something. */
  PROCESSOR("processor"),
  /** The SDK's own work led to this event; sending it would lead to the next. */
  REENTRANT("reentrant"),
  /** There was nothing to capture: the argument, or what the supplier returned, was null. */
  INVALID("invalid"),
  /** The SDK, or the supplier it was given, failed on this event. */
  INTERNAL_ERROR("internal_error"),
  /** The SDK is off, because no token or no endpoint is set. */
  DISABLED("disabled"),
  /** The event was captured after {@code close}. */
  CLOSED("closed"),
  /** The event was still unsent when the deadline of {@code close} passed. */
  SHUTDOWN("shutdown"),
  /** The event waited in the spool for longer than the options allow. */
  EXPIRED("expired"),
  /** The server refused the event or its batch: malformed, too old or too large. */
  REJECTED("rejected"),
  /** The project's quota is used up. */
  OVER_QUOTA("over_quota"),
  /** The server failed on the event's batch each time it was tried. */
  RETRIES_EXHAUSTED("retries_exhausted");

  private final String wireName;

  DiscardReason(String wireName) {
    this.wireName = wireName;
  }

  /** Returns the stable name that the server counts under, such as {@code queue_full}. */
  public String wireName() {
    return wireName;
  }
}
