// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.grouping;

import dev.tombo.server.model.Frame;
import java.util.List;

/** Tells the application's own frames from those of libraries. */
final class InApp {
  /** Prefixes of class names that no application has. */
  private static final List<String> LIBRARIES =
      List.of(
          "java.",
          "javax.",
          "jakarta.",
          "jdk.",
          "sun.",
          "com.sun.",
          "kotlin.",
          "kotlinx.",
          "scala.",
          "groovy.",
          "org.codehaus.groovy.",
          "android.",
          "androidx.",
          "dalvik.",
          "org.springframework.",
          "org.hibernate.",
          "org.apache.",
          "org.eclipse.",
          "org.jboss.",
          "org.slf4j.",
          "org.postgresql.",
          "org.sqlite.",
          "org.h2.",
          "org.junit.",
          "org.gradle.",
          "io.netty.",
          "io.helidon.",
          "io.micrometer.",
          "io.micronaut.",
          "io.quarkus.",
          "io.undertow.",
          "io.vertx.",
          "reactor.",
          "rx.",
          "okhttp3.",
          "okio.",
          "ch.qos.logback.",
          "com.fasterxml.",
          "com.google.",
          "com.mysql.",
          "com.zaxxer.",
          "dev.tombo.logback.",
          "dev.tombo.log4j2.");

  private InApp() {}

  /** The application's frames. */
  static List<Frame> only(List<Frame> frames) {
    return frames.stream().filter(InApp::inApp).toList();
  }

  /** The application's frames, or all where there are none. */
  static List<Frame> orAll(List<Frame> frames) {
    List<Frame> own = only(frames);
    return own.isEmpty() ? frames : own;
  }

  private static boolean inApp(Frame frame) {
    if (frame.inApp() != null) {
      return frame.inApp();
    }
    String name = frame.className();
    if (name == null || name.contains("$$Lambda") || name.contains("$Proxy")) {
      return name == null;
    }
    return LIBRARIES.stream().noneMatch(name::startsWith);
  }
}
