// SPDX-License-Identifier: Apache-2.0
package dev.tombo.examples.network;

import dev.tombo.examples.launch.JavaProgram;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A Tombo server in a process of its own that can be killed and started again. */
final class KillableServer implements AutoCloseable {
  static final String TOKEN = "0123456789abcdef0123456789abcdef";

  private static final Pattern LISTENS = Pattern.compile("Tombo listens on (\\S+)");
  private static final int PATIENCE_SECONDS = 60;

  private final Path directory;
  private final Process process;

  private KillableServer(Path directory, Process process) {
    this.directory = directory;
    this.process = process;
  }

  /** Starts it on the data of this directory, which may be that of one that was killed. */
  static KillableServer start(Path directory) throws IOException {
    JavaProgram program =
        JavaProgram.ofClass(
                "dev.tombo.server.Main",
                List.of(
                    "-Xmx256m", "-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED"),
                "log4j-")
            .with("serve", "--port=0", "--data=" + directory.resolve("data"))
            .with(
                Map.of(
                    "TOMBO_ADMIN_EMAIL", "ana@example.com",
                    "TOMBO_ADMIN_PASSWORD", "correct-horse",
                    "TOMBO_PROJECT", "shop",
                    "TOMBO_API_TOKEN", TOKEN));
    return new KillableServer(directory, program.start(directory.resolve("server.log")));
  }

  /** Waits until it listens; returns where. */
  int port() throws IOException, InterruptedException {
    for (int i = 0; i < PATIENCE_SECONDS * 20; i++) {
      Matcher listens = LISTENS.matcher(Files.readString(directory.resolve("server.log")));
      if (listens.find()) {
        return URI.create(listens.group(1)).getPort();
      }
      if (process.waitFor(50, TimeUnit.MILLISECONDS)) {
        break;
      }
    }
    throw new IOException("No server: " + Files.readString(directory.resolve("server.log")));
  }

  /** Sends SIGKILL and waits for the end. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  /**
   * What is in the tables.
   *
   * @param ids of the events
   * @param rows how many events there are
   * @param counted what the issues count, repeats included
   * @param lost how many events were reported as discarded
   */
  record Stored(Set<String> ids, int rows, long counted, long lost) {
    /** How many occurrences have no row of their own. */
    long repeats() {
      return counted - rows;
    }
  }

  /** Reads the tables past the server, which must not run. */
  Stored stored() throws SQLException {
    Set<String> ids = new HashSet<>();
    int rows = 0;
    Path file = directory.resolve("data").resolve("tombo.db");
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      try (ResultSet events = statement.executeQuery("select lower(hex(id)) from event")) {
        while (events.next()) {
          ids.add(events.getString(1));
          rows++;
        }
      }
      String counts = "from issue_slice where environment = '' and release = ''";
      return new Stored(
          ids, rows, sum(statement, counts), sum(statement, "from ledger where outcome in (2, 4)"));
    }
  }

  private static long sum(Statement statement, String from) throws SQLException {
    try (ResultSet sum = statement.executeQuery("select sum(count) " + from)) {
      return sum.next() ? sum.getLong(1) : 0;
    }
  }
}
