// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.grouping;

import org.jspecify.annotations.Nullable;

/**
 * One call of a stack as a fingerprint sees it: without line, number and generated parts.
 *
 * @param owner the class, module or file; empty where none is known
 * @param method the method or function; empty where none is known
 * @param source the source line, in languages whose functions say too little; null where it does
 *     not count
 * @param inApp whether it is the application's own
 */
record Call(String owner, String method, @Nullable String source, boolean inApp) {
  /** Whether two calls are of one place. */
  boolean isSameAs(Call other) {
    return owner.equals(other.owner)
        && method.equals(other.method)
        && (source == null ? other.source == null : source.equals(other.source));
  }

  /** Whether it is the JDK's. */
  boolean jdk() {
    return InApp.isJdk(owner);
  }

  /** Whether it says no more than a file, as JavaScript outside any function. */
  boolean isNameless() {
    return method.isEmpty() && source == null;
  }

  /** What people read. */
  String shown() {
    String name = Names.shown(method);
    return owner.isEmpty() || name.isEmpty() ? owner + name : owner + "." + name;
  }

  /** What an explanation says. */
  String described() {
    return owner + "#" + method + (source == null ? "" : " " + source);
  }
}
