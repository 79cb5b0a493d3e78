// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.model;

import java.time.Instant;
import java.util.OptionalLong;

/**
 * An entry of the audit log: all of it as it was then, nothing of it secret.
 *
 * @param id its number, from 1
 * @param at when, by the server's clock
 * @param actor who
 * @param deed what they did
 */
public record AuditEntry(long id, Instant at, Actor actor, Deed deed) {
  /**
   * What was done.
   *
   * @param action what
   * @param project in which; empty where it concerns none
   * @param subject the number of what it was done to, which the action tells the kind of
   * @param name what that is called: an account's or a session's address, a token's or a project's
   *     name; may be empty
   * @param detail what else is to be said, in words; may be empty
   */
  public record Deed(
      AuditAction action, OptionalLong project, long subject, String name, String detail) {
    /** Something that concerns no project. */
    public static Deed of(AuditAction action, long subject, String name, String detail) {
      return new Deed(action, OptionalLong.empty(), subject, name, detail);
    }

    /** Something in a project. */
    public static Deed in(
        long project, AuditAction action, long subject, String name, String detail) {
      return new Deed(action, OptionalLong.of(project), subject, name, detail);
    }
  }
}
