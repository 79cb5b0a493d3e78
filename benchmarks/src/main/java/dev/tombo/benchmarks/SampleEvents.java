// SPDX-License-Identifier: Apache-2.0
package dev.tombo.benchmarks;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.random.RandomGenerator;

/**
 * Makes batches of JVM events: an exception with a cause, sixty frames, MDC, tags and breadcrumbs.
 * One seed gives one sequence. Not thread-safe.
 */
final class SampleEvents {
  private static final int FRAMES = 60;
  private static final int BREADCRUMBS = 20;

  private final RandomGenerator random;

  SampleEvents(long seed) {
    this.random = new Random(seed);
  }

  /** A batch of one event of about 11 KB, as UTF-8 JSON. */
  byte[] batchOfOne() {
    return ("{\"events\":[" + event() + "]}").getBytes(StandardCharsets.UTF_8);
  }

  private String event() {
    int fault = random.nextInt(200);
    StringBuilder json = new StringBuilder(20_000);
    json.append("{\"id\":\"").append(hex()).append(hex());
    json.append("\",\"level\":\"error\",\"platform\":\"java\",\"message\":\"order ");
    json.append(random.nextInt(1_000_000)).append(" failed\",\"template\":\"order {} failed\"");
    json.append(",\"logger\":\"com.acme.OrderService\",\"origin\":\"shop-");
    json.append(random.nextInt(8)).append("\",\"environment\":\"production\"");
    json.append(",\"release\":\"shop@1.4.2\",\"tags\":{\"region\":\"eu\",\"shard\":\"");
    json.append(random.nextInt(16)).append("\"},\"context\":{\"mdc\":{\"requestId\":\"");
    json.append(hex()).append("\"}},\"user\":{\"id\":\"").append(random.nextInt(10_000));
    json.append("\"},\"exceptions\":[");
    exception(json, "java.lang.IllegalStateException", "thrown", fault);
    json.append(',');
    exception(json, "java.sql.SQLTransientConnectionException", "cause", fault);
    json.append("],\"breadcrumbs\":[");
    for (int i = 0; i < BREADCRUMBS; i++) {
      json.append(i == 0 ? "" : ",").append("{\"category\":\"com.acme.Cart\",\"message\":\"put ");
      json.append(hex()).append(" into ").append(random.nextInt(9_999)).append("\"}");
    }
    return json.append("]}").toString();
  }

  private void exception(StringBuilder json, String type, String relation, int fault) {
    json.append("{\"type\":\"").append(type).append("\",\"message\":\"no connection within ");
    json.append(random.nextInt(30_000)).append(" ms\",\"relation\":\"").append(relation);
    json.append(relation.equals("cause") ? "\",\"of\":0" : "\"").append(",\"frames\":[");
    for (int i = 0; i < FRAMES; i++) {
      String owner = i % 3 == 0 ? "com.acme.shop.Service" : "org.springframework.web.Filter";
      json.append(i == 0 ? "" : ",").append("{\"class\":\"").append(owner).append(fault + i);
      json.append("\",\"method\":\"call").append(i).append("\",\"file\":\"F.java\",\"line\":");
      json.append(10 + i).append('}');
    }
    json.append("]}");
  }

  private String hex() {
    return String.format("%016x", random.nextLong());
  }
}
