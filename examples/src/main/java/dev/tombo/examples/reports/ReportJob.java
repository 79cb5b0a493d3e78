// SPDX-License-Identifier: Apache-2.0
package dev.tombo.examples.reports;

import dev.tombo.Breadcrumb;
import dev.tombo.Event;
import dev.tombo.Level;
import dev.tombo.Request;
import dev.tombo.Tombo;
import dev.tombo.TomboOptions;
import dev.tombo.User;
import java.time.Instant;
import java.util.List;

/** A night of a report job, which tells Tombo itself what fails: it has no logging library. */
public final class ReportJob {
  private static final List<String> READERS = List.of("ana", "bruno", "carla", "ana");

  private ReportJob() {}

  /** Makes the reports and ends. */
  public static void main(String[] args) throws InterruptedException {
    TomboOptions options =
        TomboOptions.builder().inApp("dev.tombo.examples").tag("team", "insight").build();
    try (Tombo tombo = Tombo.create(options)) {
      Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> uncaught(tombo, failure));
      for (Report report : Reports.all()) {
        for (String reader : READERS) {
          make(report, reader, tombo);
        }
      }
      for (String month : List.of("2026-01", "2026-02")) {
        Thread archive = new Thread(() -> Reports.archive(month), "archive-" + month);
        archive.start();
        archive.join();
      }
      for (String name : List.of("churn", "refunds")) {
        tombo.capture(
            Event.builder()
                .level(Level.WARNING)
                .message("Report " + name + " has no rows")
                .template("Report {} has no rows")
                .arguments(name)
                .build());
      }
      System.out.println(tombo.status());
    }
  }

  private static void make(Report report, String reader, Tombo tombo) {
    Instant begun = Instant.now();
    try {
      System.out.println(report.name() + " for " + reader + ": " + report.rows().get());
    } catch (RuntimeException | StackOverflowError failure) {
      tombo.capture(
          Event.builder()
              .exception(failure)
              .handled(true)
              .tag("report", report.name())
              .user(User.builder().id(reader).email(reader + "@example.com").build())
              .request(
                  Request.builder()
                      .method("GET")
                      .url("https://reports.example.com/" + report.name())
                      .build())
              .breadcrumbs(
                  List.of(
                      Breadcrumb.builder(begun)
                          .level(Level.INFO)
                          .category("report")
                          .message("began " + report.name())
                          .build()))
              .build());
    }
  }

  private static void uncaught(Tombo tombo, Throwable failure) {
    tombo.capture(Event.builder().level(Level.FATAL).exception(failure).handled(false).build());
  }
}
