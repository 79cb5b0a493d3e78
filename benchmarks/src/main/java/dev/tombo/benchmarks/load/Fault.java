// SPDX-License-Identifier: Apache-2.0
package dev.tombo.benchmarks.load;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * What the events of one fault have in common.
 *
 * @param logger the logger's name
 * @param template of the message, with two places
 * @param thrown the type of the exception
 * @param frames its stack, each frame in JSON
 * @param cause the type of its cause
 * @param causeFrames the cause's stack
 * @param modules what is on the class path, as a member of the event
 */
record Fault(
    String logger,
    String template,
    String thrown,
    List<String> frames,
    String cause,
    List<String> causeFrames,
    String modules) {
  private static final List<String> LIBRARIES =
      List.of(
          "org.springframework.web.servlet.",
          "org.springframework.security.web.",
          "org.springframework.transaction.interceptor.",
          "org.apache.catalina.core.",
          "org.apache.tomcat.util.net.",
          "org.hibernate.engine.jdbc.",
          "com.zaxxer.hikari.pool.",
          "java.util.concurrent.");
  private static final int NAMES = 1_200;

  /** A fault by chance. */
  static Fault of(RandomGenerator random, int frames, int causeFrames, int modules) {
    String service = "com.acme.shop." + word(random) + "." + name(random) + "Service";
    return new Fault(
        service,
        word(random) + " of order %s failed for customer %s in " + word(random),
        "com.acme.shop." + word(random) + "." + name(random) + "Exception",
        stack(random, service, frames),
        "java.sql.SQLTransientConnectionException",
        stack(random, service, causeFrames),
        modules(random, modules));
  }

  private static List<String> stack(RandomGenerator random, String service, int count) {
    List<String> frames = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      boolean inApp = i % 4 == 0;
      String file = inApp ? name(random) + "Service" : name(random) + "Invoker";
      String owner =
          i == 0
              ? service
              : (inApp ? "com.acme.shop." + word(random) + "." : library(random)) + file;
      frames.add(
          "{\"class\":\"%s\",\"method\":\"%s%s\",\"file\":\"%s.java\",\"line\":%d,\"inApp\":%b}"
              .formatted(owner, word(random), name(random), file, random.nextInt(10, 900), inApp));
    }
    return frames;
  }

  private static String modules(RandomGenerator random, int count) {
    List<String> modules = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      modules.add(
          "\"org.%s:%s-%s\":\"%d.%d.%d\""
              .formatted(
                  Words.word(i),
                  Words.word(i + 40),
                  Words.word(i * 3),
                  i % 7,
                  i % 11,
                  random.nextInt(4)));
    }
    return ",\"modules\":{" + String.join(",", modules) + "}";
  }

  private static String library(RandomGenerator random) {
    return LIBRARIES.get(random.nextInt(LIBRARIES.size()));
  }

  private static String word(RandomGenerator random) {
    return Words.word(random.nextInt(NAMES));
  }

  private static String name(RandomGenerator random) {
    return Words.name(random.nextInt(NAMES));
  }
}
