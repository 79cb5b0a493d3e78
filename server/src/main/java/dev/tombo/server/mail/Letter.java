// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.mail;

/**
 * A mail to one person, in plain text.
 *
 * @param to whose address
 * @param subject one line
 * @param text may hold what nobody else is to read
 */
public record Letter(String to, String subject, String text) {
  @Override
  public String toString() {
    return "Letter[" + to + ", " + subject + "]";
  }
}
