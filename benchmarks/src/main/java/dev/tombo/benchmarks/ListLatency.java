// SPDX-License-Identifier: Apache-2.0
package dev.tombo.benchmarks;

import dev.tombo.benchmarks.load.FilledStore;
import dev.tombo.server.TomboServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long every list of the API takes over HTTP, on SQLite with many issues of one project: {@code
 * java -cp benchmarks/target/tombo-benchmarks-*.jar dev.tombo.benchmarks.ListLatency [directory]
 * [issues] [events]}. A directory that is filled already, by this or by {@code FilledStore}, is
 * used as it is.
 */
final class ListLatency {
  private static final int WARM_UP = 50;
  private static final int REQUESTS = 300;
  private static final String LIST = "/api/v1/issues?project=1";

  private final Rest rest;
  private final String accessToken;

  private ListLatency(Rest rest) {
    this.rest = rest;
    String session =
        rest.post(
            "/api/v1/sessions",
            "none",
            "{\"email\":\""
                + FilledStore.EMAIL
                + "\",\"password\":\""
                + FilledStore.PASSWORD
                + "\"}");
    accessToken = first("\"accessToken\":\"([^\"]+)\"", session);
  }

  /** Fills the directory if need be, asks and prints a line for each list. */
  public static void main(String[] args) throws IOException {
    Path data = args.length > 0 ? Path.of(args[0]) : Files.createTempDirectory("tombo-lists");
    int issues = args.length > 1 ? Integer.parseInt(args[1]) : 100_000;
    int events = args.length > 2 ? Integer.parseInt(args[2]) : 1_000_000;
    if (!Files.exists(data.resolve("tombo.db"))) {
      FilledStore.fill(data, events, issues);
    }
    try (TomboServer server = TomboServer.start(FilledStore.config(data))) {
      ListLatency lists = new ListLatency(new Rest(server.port()));
      lists.decide();
      System.out.printf("%-58s %8s %8s %8s %8s%n", "list", "p50 ms", "p99 ms", "max ms", "bytes");
      lists.paths().forEach((name, path) -> lists.measure(name, () -> path));
      Random random = new Random(1);
      Supplier<String> any = () -> "/api/v1/issues/1-" + (1 + random.nextInt(issues));
      lists.measure("any issue", any);
      lists.measure("any issue's 20 newest events", () -> any.get() + "/events?limit=20");
    }
  }

  /** Resolves and archives some issues, as people do. */
  private void decide() {
    for (String action : new String[] {"resolve", "archive"}) {
      String page = rest.get(LIST + "&limit=200&q=count:%3C9", accessToken);
      String ids =
          String.join(
              "\",\"",
              Pattern.compile("\"id\":\"(1-\\d+)\"")
                  .matcher(page)
                  .results()
                  .map(r -> r.group(1))
                  .toList());
      rest.post(
          "/api/v1/issues/bulk",
          accessToken,
          "{\"ids\":[\"" + ids + "\"],\"action\":\"" + action + "\"}");
    }
  }

  private Map<String, String> paths() {
    Map<String, String> paths = new LinkedHashMap<>();
    for (String query :
        new String[] {
          "",
          "&limit=200",
          "&direction=asc",
          "&sort=firstSeen",
          "&sort=count",
          "&sort=count&direction=asc",
          "&sort=level",
          "&status=resolved",
          "&status=archived",
          "&level=fatal",
          "&level=debug",
          "&status=resolved&level=debug",
          "&environment=production",
          "&environment=production&sort=count",
          "&environment=production&sort=level&level=warning",
          "&release=shop@1.7",
          "&environment=staging&release=shop@1.7&sort=firstSeen",
          "&environment=nowhere",
          "&search=failed",
          "&search=failed&sort=count",
          "&search=refund%20voucher",
          "&search=nothing%20like%20this",
          "&search=nothing%20like%20this&sort=count",
          "&search=nothing%20like%20this&environment=production",
          "&search=shop-7&searchBy=origin",
          "&search=shop-7&searchBy=origin&sort=count",
          "&search=fat&searchBy=level",
          "&search=voucher&searchBy=description",
          "&q=region:rare",
          "&q=region:eu",
          "&q=has:region%20-region:eu",
          "&q=-region:eu",
          "&q=region:rare%20failed",
          "&q=-failed",
          "&q=has:region%20-failed",
          "&q=release:shop@1.7%20refund",
          "&q=level:fatal%20voucher",
          "&q=count:%3E25",
          "&q=release:shop@1.7%20is:resolved",
          "&since=" + Instant.now().minusSeconds(3600),
          "&until=" + Instant.now().minusSeconds(28L * 24 * 3600),
        }) {
      paths.put(query.isEmpty() ? "(none)" : query.substring(1), LIST + query);
    }
    paths.put("the 51st page by count", page(LIST + "&sort=count&limit=20", 50));
    paths.put("the 51st page", page(LIST + "&limit=20", 50));
    String issue =
        first("\"id\":\"(1-\\d+)\"", rest.get(LIST + "&sort=count&limit=1", accessToken));
    paths.put("one issue", "/api/v1/issues/" + issue);
    paths.put("its 20 newest events", "/api/v1/issues/" + issue + "/events?limit=20");
    paths.put("its counts by hour", "/api/v1/issues/" + issue + "/stats");
    paths.put("its counts by day", "/api/v1/issues/" + issue + "/stats?interval=day");
    return paths;
  }

  /** The path of a later page. */
  private String page(String path, int pages) {
    String next = path;
    for (int i = 0; i < pages; i++) {
      next = path + "&cursor=" + first("\"nextCursor\":\"([^\"]+)\"", rest.get(next, accessToken));
    }
    return next;
  }

  private void measure(String name, Supplier<String> paths) {
    long[] nanos = new long[REQUESTS];
    int bytes = 0;
    for (int i = -WARM_UP; i < REQUESTS; i++) {
      String path = paths.get();
      long start = System.nanoTime();
      bytes = rest.get(path, accessToken).length();
      if (i >= 0) {
        nanos[i] = System.nanoTime() - start;
      }
    }
    Arrays.sort(nanos);
    System.out.printf(
        Locale.ROOT,
        "%-58s %8.2f %8.2f %8.2f %8d%n",
        name,
        nanos[REQUESTS / 2] / 1e6,
        nanos[REQUESTS * 99 / 100] / 1e6,
        nanos[REQUESTS - 1] / 1e6,
        bytes);
  }

  private static String first(String pattern, String text) {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    if (!matcher.find()) {
      throw new IllegalStateException("nothing like " + pattern + " in " + text);
    }
    return matcher.group(1);
  }
}
