// SPDX-License-Identifier: Apache-2.0
package dev.tombo.browser;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Events that the sample applications do not send, and that a page has to bear or look good with.
 */
final class Samples {
  private static final int DAY = 86_000;

  private static final String PAYMENT =
      """
      "logger":"com.acme.checkout.Checkout","message":"Checkout of cart %2$d failed","template":"Checkout of cart {} failed","arguments":["%2$d"],
      "exceptions":[
        {"type":"com.acme.checkout.PaymentException","message":"the bank did not answer",
         "frames":[{"class":"com.acme.checkout.Bank","method":"charge","file":"Bank.java","line":87,"inApp":true},
                   {"class":"com.acme.checkout.Checkout","method":"pay","file":"Checkout.java","line":41,"inApp":true},
                   {"class":"org.springframework.web.servlet.FrameworkServlet","method":"service","file":"FrameworkServlet.java","line":885},
                   {"class":"jakarta.servlet.http.HttpServlet","method":"service","file":"HttpServlet.java","line":658},
                   {"class":"java.lang.VirtualThread","method":"run","file":"VirtualThread.java","line":309}]},
        {"type":"java.net.SocketTimeoutException","message":"Read timed out","relation":"cause","of":0,"commonFrames":4,
         "frames":[{"class":"sun.nio.ch.NioSocketImpl","method":"timedRead","file":"NioSocketImpl.java","line":278},
                   {"class":"okhttp3.internal.http1.Http1ExchangeCodec","method":"readResponseHeaders","file":"Http1ExchangeCodec.kt","line":180},
                   {"class":"com.acme.checkout.Bank","method":"charge","file":"Bank.java","line":81,"inApp":true}]}],
      "request":{"method":"POST","url":"https://shop.example.com/checkout"},"tags":{"region":"sa-east-1","bank":"pix"},
      "breadcrumbs":[{"level":"info","category":"cart","message":"3 items"},{"level":"warning","category":"http","message":"POST /charges took 10 s"}],
      "context":{"mdc":{"requestId":"r-%2$d"}},"user":{"id":"u-%3$d"}""";

  /**
   * An issue that happens over a day.
   *
   * @param name its fingerprint
   * @param times how often
   * @param shape evenly if 1, more and more if above, less and less if below
   * @param fields what its events have; the second place is for a number, the third for a user's
   */
  private record Kind(
      String name,
      String level,
      String environment,
      String origin,
      int times,
      double shape,
      String fields) {

    Stream<String> events(Instant now) {
      return IntStream.range(0, times)
          .mapToObj(
              i ->
                  Stage.event(
                      name,
                      """
                      "level":"%s","environment":"%s","release":"shop@2.4.%d","origin":"%s","occurredAt":"%s",%s"""
                          .formatted(
                              level,
                              environment,
                              i % 2,
                              origin,
                              now.minusSeconds(
                                  (long) (DAY * Math.pow((times - i) / (double) times, shape))),
                              fields.formatted(0, 1000 + i * 7, i % 23))));
    }
  }

  /** What the wireframes show, and some of today. */
  private static final List<Kind> KINDS =
      List.of(
          new Kind("payment", "error", "production", "app.server.com.br", 110, 1.8, PAYMENT),
          new Kind(
              "candidate",
              "error",
              "production",
              "10.0.1.1",
              82,
              1,
              text("acceleration.Service.AddCandidate: <forbidden>")),
          new Kind(
              "auth",
              "warning",
              "production",
              "127.0.0.1",
              56,
              0.5,
              text(
                  "user.Service.Auth: password.Password.Compare: crypto/bcrypt: hashedPassword is not the hash of the given password")),
          new Kind(
              "heap",
              "fatal",
              "production",
              "worker-2.server.com.br",
              23,
              5,
              """
              "exceptions":[{"type":"java.lang.OutOfMemoryError","message":"Java heap space","frames":[{"class":"com.acme.reports.Export","method":"rows","file":"Export.java","line":212,"inApp":true}]}],"user":{"id":"u-%3$d"}"""),
          new Kind(
              "detail",
              "debug",
              "dev",
              "10.0.1.1",
              17,
              1,
              text("acceleration.Detail: <not_found>")),
          new Kind(
              "sync",
              "info",
              "staging",
              "mobile",
              11,
              0.8,
              text("Sync of the catalogue took longer than 30 s")));

  private Samples() {}

  private static String text(String message) {
    return "\"message\":\"%s\",\"user\":{\"id\":\"u-%%3$d\"}".formatted(message);
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
    return KINDS.stream().flatMap(kind -> kind.events(now)).toList();
  }
}
