// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.grouping;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes out of the names of JVM classes and methods what compilers and generators number, so that
 * it stays when code is added before it and when a program starts again.
 */
final class Names {
  /** What generators append to the name of a class; all from there on is theirs. */
  private static final List<String> GENERATED =
      List.of(
          "$$Lambda",
          "$$SpringCGLIB",
          "$$EnhancerBy",
          "$$FastClassBy",
          "$$ExternalSynthetic",
          "$ByteBuddy$",
          "$HibernateProxy$",
          "$HibernateBasicProxy$",
          "$MockitoMock$",
          "$Proxy$_$$_",
          "$AjcClosure",
          "$auxiliary$");

  /** What precedes the number of a closure in the name of its class: Groovy, Scala, Clojure. */
  private static final List<String> CLOSURES =
      List.of("_closure", "_lambda", "$$anonfun$", "$fn__", "$eval");

  private static final Prefixes PLUMBING =
      new Prefixes(
          "java.lang.reflect.",
          "java.lang.invoke.",
          "jdk.internal.reflect.",
          "jdk.proxy",
          "com.sun.proxy.",
          "sun.reflect.",
          "groovy.lang.MetaClass",
          "org.codehaus.groovy.reflection.",
          "org.codehaus.groovy.runtime.",
          "org.codehaus.groovy.vmplugin.",
          "scala.runtime.java8.");

  private Names() {}

  /** A class without what was generated. */
  static String type(String className) {
    if (className.indexOf('$') < 0 && className.indexOf('/') < 0) {
      return className;
    }
    int generated = generated(className);
    return generated > 0 ? className.substring(0, generated) : written(className);
  }

  /** A class of which no part was generated, without the numbers of closures. */
  private static String written(String className) {
    if (className.indexOf('$') < 0 && className.indexOf('/') < 0) {
      return className;
    }
    int hidden = className.indexOf("/0x");
    String name = hidden < 0 ? className : className.substring(0, hidden);
    for (String closure : CLOSURES) {
      int start = name.indexOf(closure);
      if (start > 0) {
        return name.substring(0, start) + withoutDigits(name.substring(start));
      }
    }
    return name;
  }

  /**
   * The class that declares a call that is no plumbing; of one that Kotlin made of a lambda,
   * without its number.
   */
  static String owner(String className, @Nullable String method, @Nullable String file) {
    String name = written(className);
    boolean lambda = "invoke".equals(method) || "invokeSuspend".equals(method);
    if (!lambda || file == null || !file.endsWith(".kt")) {
      return name;
    }
    int end = withoutNumber(name, name.length());
    return end < name.length() ? name.substring(0, end) : name;
  }

  /** A method; of a lambda {@code lambda$} and the method that it stands in. */
  static String method(@Nullable String method) {
    if (method == null) {
      return "";
    }
    if (method.indexOf('$') < 0) {
      int around = method.indexOf("_aroundBody");
      return around > 0 ? method.substring(0, around) : method;
    }
    if (method.startsWith("lambda$")) {
      return method.substring(0, withoutNumber(method, method.length()));
    }
    if (method.startsWith("$anonfun$")) { // Scala 2.12 and 2.13
      String name = method.substring("$anonfun$".length());
      int end = name.indexOf('$');
      return "lambda$" + (end < 0 ? name : name.substring(0, end));
    }
    if (method.startsWith("CGLIB$")) {
      return method.substring("CGLIB$".length(), withoutNumber(method, method.length()));
    }
    for (String mark : List.of("$lambda$", "$lambda-", "$$anonfun$", "$default", "$suspendImpl")) {
      int start = method.indexOf(mark);
      if (start > 0) {
        String name = method.substring(0, start);
        return mark.startsWith("$lambda") || mark.startsWith("$$") ? "lambda$" + name : name;
      }
    }
    return method;
  }

  /** A method as people call it: of a lambda the one that it stands in. */
  static String shown(String method) {
    return method.startsWith("lambda$") && method.length() > "lambda$".length()
        ? method.substring("lambda$".length())
        : method;
  }

  /**
   * Whether a call only leads to another: through reflection, method handles, proxies and accessors
   * that are generated, and differ between one run and the next.
   */
  static boolean isPlumbing(String className, @Nullable String method) {
    if (PLUMBING.begin(className)
        || className.endsWith("_ClientProxy")
        || className.endsWith("_Subclass")
        || (method != null && isAccessor(method))) {
      return true;
    }
    if (className.indexOf('$') < 0) {
      return false;
    }
    int simple = className.lastIndexOf('.') + 1;
    return generated(className) > 0 || className.startsWith("$Proxy", simple);
  }

  /** Such as {@code access$000}, by which nested classes reach private members. */
  private static boolean isAccessor(String method) {
    return method.startsWith("access$")
        && method.length() > "access$".length()
        && Digits.isDigit(method.charAt("access$".length()));
  }

  /** Where the generated part of a class's name starts; -1 for none. */
  private static int generated(String name) {
    for (int i = name.indexOf('$', 1); i > 0; i = name.indexOf('$', i + 1)) {
      if (name.startsWith("$$_", i) && name.charAt(i - 1) == '_') { // Javassist, Weld, Seam
        return i - 1;
      }
      for (String mark : GENERATED) {
        if (name.startsWith(mark, i)) {
          return i;
        }
      }
    }
    return -1;
  }

  /** Where a name ends without a number after its last {@code $}. */
  private static int withoutNumber(String name, int length) {
    int end = length;
    while (end > 0 && Digits.isDigit(name.charAt(end - 1))) {
      end--;
    }
    return end < length && end > 1 && name.charAt(end - 1) == '$' ? end - 1 : length;
  }

  /** A text with its digits taken out. */
  static String withoutDigits(String text) {
    StringBuilder rest = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      if (!Digits.isDigit(text.charAt(i))) {
        rest.append(text.charAt(i));
      }
    }
    return rest.toString();
  }
}
