// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.grouping;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Takes out of names and messages what differs from one run to the next. */
final class Names {
  /** What generators append to a class: Spring's, ByteBuddy's, Hibernate's, the JDK's lambdas. */
  private static final Pattern GENERATED =
      Pattern.compile(
          "(\\$\\$Lambda|\\$\\$SpringCGLIB|\\$\\$EnhancerBy|\\$\\$FastClassBy|\\$ByteBuddy\\$"
              + "|\\$HibernateProxy\\$|_\\$\\$_).*");

  private static final Pattern LAMBDA = Pattern.compile("^lambda\\$(.*)\\$\\d+$");
  private static final Pattern DIGITS = Pattern.compile("\\d+");

  private Names() {}

  /** A class name without what was generated. */
  static String stable(String className) {
    return className.indexOf('$') < 0 ? className : GENERATED.matcher(className).replaceFirst("");
  }

  /** A method name; of a lambda that of the method it stands in. */
  static String method(@Nullable String method) {
    if (method == null) {
      return "";
    }
    return method.startsWith("lambda$") ? LAMBDA.matcher(method).replaceFirst("lambda$1") : method;
  }

  /** A message with its numbers made equal. */
  static String masked(String message) {
    return DIGITS.matcher(message).replaceAll("0");
  }
}
