// SPDX-License-Identifier: Apache-2.0
package dev.tombo.browser;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Events that the sample applications do not send, and that a page has to bear. */
final class Samples {
  /** What would be run if anything took it for HTML. */
  static final String HOSTILE = "<img src=x onerror=alert(1)><script>alert(2)</script>";

  private static final String[] LEVELS = {"error", "warning", "debug", "info", "fatal"};

  private Samples() {}

  /** One with HTML in every field that a list shows. */
  static String hostile() {
    return Stage.event(
        "hostile",
        """
        "level":"error","message":"%1$s","origin":"\\"><svg onload=alert(3)>","environment":"<b>%1$s</b>","release":"%1$s","logger":"%1$s",\
        "tags":{"%1$s":"%1$s"},"user":{"id":"%1$s"},"context":{"mdc":{"%1$s":"%1$s"}}"""
            .formatted(HOSTILE));
  }

  /** One with a text far longer than any screen. */
  static String endless() {
    return Stage.event(
        "endless",
        "\"level\":\"fatal\",\"origin\":\"%s.example.com\",\"message\":\"%s\""
            .formatted(
                "a-host-with-a-long-name".repeat(5), "gateway timed out while paying ".repeat(60)));
  }

  /** One that is written from right to left. */
  static String arabic() {
    return Stage.event(
        "arabic",
        "\"level\":\"error\",\"environment\":\"production\",\"origin\":\"db.example.com\","
            + "\"message\":\"فشل الاتصال بقاعدة البيانات: انتهت المهلة (timeout 30s)\"");
  }

  /** Many events of few issues over a day, so that charts have a shape. */
  static List<String> busy(Instant now) {
    List<String> events = new ArrayList<>();
    for (int i = 0; i < 240; i++) {
      int issue = i % 7 % 4;
      events.add(
          Stage.event(
              "busy " + issue,
              """
              "level":"%s","environment":"%s","origin":"10.0.1.%d","occurredAt":"%s","message":"acceleration.Service.AddCandidate: <forbidden> by %d","user":{"id":"%d"}"""
                  .formatted(
                      LEVELS[issue],
                      issue == 2 ? "dev" : "production",
                      issue,
                      now.minusSeconds(i * 359L * (issue + 1) % 86_000),
                      issue,
                      i % 23)));
    }
    return events;
  }
}
