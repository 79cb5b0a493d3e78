// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.grouping;

/** Tells libraries' classes from an application's own where its client did not say. */
final class InApp {
  /** What no application's classes begin with. */
  private static final Prefixes LIBRARIES =
      new Prefixes(
          "akka.",
          "android.",
          "androidx.",
          "ch.qos.logback.",
          "clojure.",
          "com.amazonaws.",
          "com.android.",
          "com.fasterxml.",
          "com.github.benmanes.",
          "com.google.",
          "com.microsoft.",
          "com.mongodb.",
          "com.mysql.",
          "com.netflix.",
          "com.squareup.",
          "com.sun.",
          "com.zaxxer.",
          "dagger.",
          "dalvik.",
          "dev.tombo.log4j2.",
          "dev.tombo.logback.",
          "feign.",
          "graphql.",
          "groovy.",
          "io.github.resilience4j.",
          "io.grpc.",
          "io.helidon.",
          "io.ktor.",
          "io.lettuce.",
          "io.micrometer.",
          "io.micronaut.",
          "io.netty.",
          "io.opentelemetry.",
          "io.quarkus.",
          "io.reactivex.",
          "io.sentry.",
          "io.smallrye.",
          "io.undertow.",
          "io.vertx.",
          "jakarta.",
          "java.",
          "javafx.",
          "javassist.",
          "javax.",
          "jdk.",
          "junit.",
          "kotlin.",
          "kotlinx.",
          "liquibase.",
          "net.bytebuddy.",
          "net.sf.cglib.",
          "okhttp3.",
          "okio.",
          "oracle.jdbc.",
          "org.apache.",
          "org.aspectj.",
          "org.codehaus.groovy.",
          "org.eclipse.",
          "org.flywaydb.",
          "org.glassfish.",
          "org.gradle.",
          "org.h2.",
          "org.hibernate.",
          "org.jboss.",
          "org.jdbi.",
          "org.jooq.",
          "org.junit.",
          "org.mariadb.",
          "org.mockito.",
          "org.mybatis.",
          "org.omnifaces.",
          "org.postgresql.",
          "org.quartz.",
          "org.slf4j.",
          "org.springframework.",
          "org.sqlite.",
          "org.testng.",
          "play.api.",
          "play.core.",
          "reactor.",
          "redis.clients.",
          "retrofit2.",
          "rx.",
          "scala.",
          "software.amazon.",
          "sun.",
          "zio.");

  private static final Prefixes JDK = new Prefixes("com.sun.", "java.", "javax.", "jdk.", "sun.");

  private InApp() {}

  /** Whether a class of the JVM is a library's. */
  static boolean isLibrary(String className) {
    return LIBRARIES.begin(className);
  }

  /** Whether a class is the JDK's. */
  static boolean isJdk(String className) {
    return JDK.begin(className);
  }

  /** Whether a name has one of the prefixes. */
  static boolean hasPrefix(String name, Iterable<String> prefixes) {
    for (String prefix : prefixes) {
      if (name.startsWith(prefix)) {
        return true;
      }
    }
    return false;
  }
}
