// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.model;

import java.util.Locale;

/** What an account may do in a project, least first; the ordinal is stored. */
public enum Role {
  VIEWER,
  MEMBER,
  OWNER;

  /** The lower-case name, as the API writes it. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
