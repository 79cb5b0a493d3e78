// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** A server of its own for tests of what Sentry's clients may send, and how to ask it. */
abstract class SentryHttp {
  static final String KEY = TestServer.TOKEN;
  static final String PATH = "/api/1/envelope/";
  static final String JSON = "{\"message\":\"hello\"}";
  @TempDir static Path data;
  static TestServer server;
  static SentryWire wire;

  @BeforeAll
  static void start() {
    server = TestServer.start(data);
    wire = new SentryWire(server);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @AfterEach
  void calm() {
    server.assertCalm();
  }

  static String head(String id) {
    return "{\"event_id\":\"" + id + "\"}\n";
  }

  static String event(String message, String trace) {
    return "{\"message\":\""
        + message
        + "\",\"contexts\":{\"trace\":{\"trace_id\":\""
        + trace
        + "\"}}}";
  }

  static long count(String search) {
    long count = 0;
    String path = "/api/v1/issues?search=" + search.replace(" ", "%20");
    for (var issue : server.get(path).json().path("items")) {
      count += issue.path("count").asLong();
    }
    return count;
  }

  static Map<String, Long> losses() throws SQLException {
    Map<String, Long> losses = new TreeMap<>();
    String url = "jdbc:sqlite:" + data.resolve("tombo.db");
    try (Connection connection = DriverManager.getConnection(url);
        ResultSet rows =
            connection
                .createStatement()
                .executeQuery(
                    "select reason, sum(count) from ledger where reason <> '' group by reason")) {
      while (rows.next()) {
        losses.put(rows.getString(1), rows.getLong(2));
      }
    }
    return losses;
  }

  static byte[] gzip(String plain) {
    try {
      return SentryReplay.gzip(bytes(plain));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
