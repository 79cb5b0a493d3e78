// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.auth;

/** A log-in by another provider that came to nothing. The message is for the log. */
public final class OidcException extends Exception {
  private static final long serialVersionUID = 1L;

  private final Reason reason;

  OidcException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  /** What to tell the person. */
  public Reason reason() {
    return reason;
  }

  /** What a person may be told. */
  public enum Reason {
    /** The provider did not answer, or not as one does. */
    UNREACHABLE,
    /** The provider said no, or what came with the browser is not of its attempt. */
    REFUSED,
    /** The provider did not say that the person's address is theirs. */
    UNVERIFIED,
    /** Nobody of the address has an account, and none is made. */
    NO_ACCOUNT
  }
}
