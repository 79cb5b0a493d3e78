// SPDX-License-Identifier: Apache-2.0
package dev.tombo.examples.outage;

import dev.tombo.examples.launch.JavaProgram;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Runs applications while no server is there, and the same with appenders that do nothing, and
 * prints side by side how long each took.
 */
public final class Outage {
  private static final String ROW = "%-9s %-10s %12s %12s %12s%n";
  private static final int LINES = 1_000_000;

  /** The appenders' default, and what a busy machine may take to notice that it has passed. */
  private static final long CLOSE_MILLIS = 5000 + 500;

  private Outage() {}

  /** Prints the table; the status is 0 if every close kept its deadline. */
  public static void main(String[] args) throws IOException, InterruptedException {
    if (args.length > 0 && !args[0].matches("[1-9]\\d{0,7}")) {
      System.err.println("tombo outage: not a number of lines: " + args[0]);
      System.exit(2);
    }
    int lines = args.length > 0 ? Integer.parseInt(args[0]) : LINES;
    String nobody;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      nobody = "http://127.0.0.1:" + socket.getLocalPort();
    }
    System.out.println(lines + " lines each, every 100th an error; nobody listens on " + nobody);
    System.out.format(ROW, "LIBRARY", "APPENDER", "PROCESS ms", "LOGGING ms", "CLOSE ms");
    boolean kept = true;
    for (String library : List.of("logback", "log4j2")) {
      for (String appender : List.of("none", "tombo")) {
        kept &= run(library, appender, lines, nobody) <= CLOSE_MILLIS;
      }
    }
    System.out.println(
        kept ? "Every close kept its deadline of 5 s." : "A close took longer than its 5 s.");
    System.exit(kept ? 0 : 1);
  }

  private static long run(String library, String appender, int lines, String endpoint)
      throws IOException, InterruptedException {
    boolean logback = library.equals("logback");
    String file = "outage/" + library + "-" + appender + ".xml";
    JavaProgram program =
        JavaProgram.ofClass(
                "dev.tombo.examples.outage." + (logback ? "LogbackLoad" : "Log4jLoad"),
                List.of(
                    "-Xmx64m",
                    (logback ? "-Dlogback.configurationFile=" : "-Dlog4j2.configurationFile=")
                        + file),
                logback ? "log4j-" : "logback-")
            .with(String.valueOf(lines))
            .with(
                Map.of(
                    "TOMBO_ENDPOINT", endpoint, "TOMBO_TOKEN", "0123456789abcdef0123456789abcdef"));
    Path output = Files.createTempFile("tombo-outage", ".log");
    try {
      long begun = System.nanoTime();
      Process process = program.start(output);
      if (!process.waitFor(5, TimeUnit.MINUTES)) {
        process.destroyForcibly();
      }
      long millis = (System.nanoTime() - begun) / 1_000_000;
      List<String> printed = Files.readAllLines(output);
      String last = printed.isEmpty() ? "" : printed.get(printed.size() - 1);
      if (!last.matches("\\d+ \\d+")) {
        System.err.println(String.join("\n", printed));
        return Long.MAX_VALUE;
      }
      List<String> times = List.of(last.split(" ", -1));
      System.out.format(Locale.ROOT, ROW, library, appender, millis, times.get(0), times.get(1));
      return Long.parseLong(times.get(1));
    } finally {
      Files.delete(output);
    }
  }
}
