// SPDX-License-Identifier: Apache-2.0
package dev.tombo;

/** What the SDK calls itself. A constant, since a shaded jar has somebody else's manifest. */
final class Version {
  static final String NAME = "tombo-java";
  static final String VERSION = "0.1.0";

  private Version() {}
}
