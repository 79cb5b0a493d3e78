// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.auth;

/** A value that an account cannot have. The message begins with the field's name. */
public final class BadFieldException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  BadFieldException(String field, String problem) {
    super(field + ": " + problem);
  }
}
