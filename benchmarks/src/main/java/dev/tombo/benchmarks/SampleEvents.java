// SPDX-License-Identifier: Apache-2.0
package dev.tombo.benchmarks;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.random.RandomGenerator;

/**
 * Makes batches of JVM events: an exception with a cause, each of sixty frames as a service on
 * Spring and Tomcat has them, with proxies, reflection and lambdas; MDC, tags and breadcrumbs. One
 * seed gives one sequence. Not thread-safe.
 */
final class SampleEvents {
  private static final int BREADCRUMBS = 20;

  private final RandomGenerator random;

  SampleEvents(long seed) {
    this.random = new Random(seed);
  }

  /** A batch of one event of about 17 KB, as UTF-8 JSON. */
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
      json.append(i == 0 ? "" : ",").append("{\"at\":\"2026-11-23T13:03:28.862Z\"");
      json.append(",\"level\":\"info\",\"category\":\"com.acme.Cart\",\"message\":\"put ");
      json.append(hex()).append(" into ").append(random.nextInt(9_999)).append("\"}");
    }
    return json.append("]}").toString();
  }

  private void exception(StringBuilder json, String type, String relation, int fault) {
    json.append("{\"type\":\"").append(type).append("\",\"message\":\"no connection within ");
    json.append(random.nextInt(30_000)).append(" ms\",\"relation\":\"").append(relation);
    json.append(relation.equals("cause") ? "\",\"of\":0" : "\"").append(",\"frames\":[");
    int line = 10;
    for (String call : SampleStack.calls(relation, fault)) {
      int method = call.lastIndexOf('.');
      String owner = call.substring(0, method);
      json.append(line == 10 ? "" : ",").append("{\"class\":\"").append(owner);
      json.append("\",\"method\":\"").append(call, method + 1, call.length());
      json.append("\",\"file\":\"").append(file(owner)).append("\",\"line\":");
      json.append(line++).append('}');
    }
    json.append("]}");
  }

  private static String file(String owner) {
    String name = owner.substring(owner.lastIndexOf('.') + 1);
    int nested = name.indexOf('$');
    return (nested > 0 ? name.substring(0, nested) : name) + ".java";
  }

  private String hex() {
    return String.format("%016x", random.nextLong());
  }
}
