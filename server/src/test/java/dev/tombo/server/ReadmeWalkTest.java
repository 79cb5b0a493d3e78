// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs the README's walk with curl as it stands there, in bash: every block that is marked so, one
 * after the other. Only the port and the directory are others, and {@code ./tombo} starts the
 * server from the classes under test instead of building it.
 */
class ReadmeWalkTest {
  private static final Path README = Path.of("..", "README.md");
  private static final Pattern MARKED =
      Pattern.compile("<!-- ReadmeWalkTest runs this -->\\s*```sh\\n(.*?)```", Pattern.DOTALL);
  private static final Pattern FIRST_BATCH =
      Pattern.compile(
          "^curl -s localhost:\\d+/api/v1/events .*?\\n(?=\\n)",
          Pattern.DOTALL | Pattern.MULTILINE);
  private static final long PATIENCE_SECONDS = 120;

  /** Puts what each curl prints on a line of its own, and leaves no server behind. */
  private static final String BEFORE =
      """
      set -e
      trap 'kill $! && wait' EXIT
      curl() { command curl "$@" && echo; }
      """;

  /** With the port that the walk is given. */
  private static final String ISSUE_AGAIN =
      """
      curl -s localhost:$TOMBO_PORT/api/v1/issues/1-1 -H "Authorization: Bearer $token"
      """;

  private static final String LAUNCHER =
      """
      #!/bin/sh
      exec "$WALK_JAVA" -XX:TieredStopAtLevel=1 -cp "$WALK_CLASS_PATH" dev.tombo.server.Main "$@" >server.log 2>&1
      """;

  @TempDir private Path directory = Path.of("");

  @Test
  void walk_asItStands_printsWhatItSays() throws Exception {
    String walk = walk();
    Matcher firstBatch = FIRST_BATCH.matcher(walk);
    assertThat(firstBatch.find()).as("a first batch of events in %s", walk).isTrue();

    List<String> printed = run(BEFORE + walk + "\n" + firstBatch.group() + ISSUE_AGAIN);

    assertThat(printed).noneMatch(line -> line.contains("/problems/"));
    assertThat(printed.getFirst()).contains("\"status\":\"up\"");
    assertInOrder(
        printed,
        "{\"accepted\":2,\"duplicates\":0,\"rejected\":[]}",
        "{\"items\":[{\"id\":\"1-1\",\"project\":\"1\",\"title\":\"java.lang.IllegalStateException: no stock for 42\"",
        "\"collectedBy\":{\"token\":\"default\",\"account\":\"ana\"}",
        "{\"id\":\"0193b0b0b0b070008000000000000001\"",
        "{\"items\":[{\"id\":\"1-1\"",
        "\"status\":\"resolved\"",
        "{\"accepted\":0,\"duplicates\":2,\"rejected\":[]}",
        "\"status\":\"resolved\"");
  }

  private String walk() throws IOException {
    String walk =
        MARKED
            .matcher(Files.readString(README))
            .results()
            .map(block -> block.group(1))
            .collect(Collectors.joining("\n"));
    assertThat(walk).as("marked blocks of %s", README).isNotEmpty();
    return walk.replace("localhost:8080", "localhost:" + freePort())
        .replace("/tmp/tombo-walk", directory.resolve("data").toString());
  }

  private List<String> run(String script) throws IOException, InterruptedException {
    Path launcher = Files.writeString(directory.resolve("tombo"), LAUNCHER);
    assertThat(launcher.toFile().setExecutable(true)).isTrue();
    Path out = directory.resolve("out");
    Path complaints = directory.resolve("complaints");
    String port = script.replaceAll("(?s).*?localhost:(\\d+).*", "$1");
    ProcessBuilder bash =
        new ProcessBuilder("bash", "-c", script)
            .directory(directory.toFile())
            .redirectOutput(out.toFile())
            .redirectError(complaints.toFile());
    bash.environment().keySet().removeIf(name -> name.startsWith("TOMBO_"));
    bash.environment().put("TOMBO_PORT", port);
    bash.environment()
        .put("WALK_JAVA", Path.of(System.getProperty("java.home"), "bin", "java").toString());
    bash.environment().put("WALK_CLASS_PATH", System.getProperty("java.class.path"));
    Process process = bash.start();
    boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    Path log = directory.resolve("server.log");
    String said = Files.readString(complaints) + (Files.exists(log) ? Files.readString(log) : "");
    assertThat(ended).as("the walk ends; it said: %s", said).isTrue();
    assertThat(process.exitValue()).as(said).isZero();
    return Files.readAllLines(out).stream().filter(line -> !line.isBlank()).toList();
  }

  private static void assertInOrder(List<String> lines, String... parts) {
    int at = 0;
    for (String part : parts) {
      while (at < lines.size() && !lines.get(at).contains(part)) {
        at++;
      }
      assertThat(at).as("%s in its place among %s", part, lines).isLessThan(lines.size());
      at++;
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
