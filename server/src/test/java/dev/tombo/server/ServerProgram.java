// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The program in a process of its own, run from this build's class path; closing it kills it. */
final class ServerProgram implements AutoCloseable {
  private static final String LISTENS = "Tombo listens on ";
  private static final int PATIENCE_SECONDS = 60;

  private final Process process;
  private final BufferedReader output;
  private final Path log;
  private int port;

  private ServerProgram(Process process, Path log) {
    this.process = process;
    this.output = process.inputReader(StandardCharsets.UTF_8);
    this.log = log;
  }

  /**
   * Starts it.
   *
   * @param data its directory, in which its log is as well
   * @param arguments of {@code serve}
   */
  static ServerProgram start(Path data, String... arguments) throws IOException {
    return start(List.of(), data, arguments);
  }

  /** Starts it with further options for its JVM. */
  static ServerProgram start(List<String> options, Path data, String... arguments)
      throws IOException {
    Path log = Files.createDirectories(data).resolve("log");
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1"));
    command.addAll(options);
    command.addAll(List.of("-cp", classPath(), "dev.tombo.server.Main", "serve", "--data=" + data));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectError(log.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("TOMBO_"));
    builder.environment().put("TOMBO_ADMIN_EMAIL", TestServer.EMAIL);
    builder.environment().put("TOMBO_ADMIN_PASSWORD", TestServer.PASSWORD);
    builder.environment().put("TOMBO_PROJECT", "shop");
    builder.environment().put("TOMBO_API_TOKEN", TestServer.TOKEN);
    return new ServerProgram(builder.start(), log);
  }

  /** Waits until it listens. */
  void awaitListening() throws IOException {
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      if (line.startsWith(LISTENS)) {
        port = URI.create(line.substring(LISTENS.length())).getPort();
        return;
      }
    }
    throw new AssertionError("it ended: " + log());
  }

  /** Where it listens. */
  URI address() {
    return URI.create("http://127.0.0.1:" + port);
  }

  /** Whether it has not ended. */
  boolean isAlive() {
    return process.isAlive();
  }

  /** What its heap holds, in the words of the JVM. */
  String heap() throws IOException {
    Process jcmd =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                Long.toString(process.pid()),
                "GC.heap_info")
            .start();
    try (BufferedReader said = jcmd.inputReader(StandardCharsets.UTF_8)) {
      return said.lines()
          .filter(line -> line.contains(" total "))
          .map(line -> line.strip().replaceAll(" +|\\[.*", " ").strip())
          .collect(Collectors.joining("; "));
    }
  }

  /** How many MiB of memory it has had at most. */
  int peakMib() throws IOException {
    Path status = Path.of("/proc", Long.toString(process.pid()), "status");
    String peak =
        Files.readAllLines(status).stream()
            .filter(line -> line.startsWith("VmHWM:"))
            .findFirst()
            .orElseThrow();
    return Integer.parseInt(peak.replaceAll("\\D", "")) >> 10;
  }

  /** A connection over which this was sent. */
  Socket connect(String sent) throws IOException {
    return connectFrom(InetAddress.getLoopbackAddress().getHostAddress(), sent);
  }

  /** The same from one of this machine's addresses. */
  Socket connectFrom(String address, String sent) throws IOException {
    InetAddress from = InetAddress.getByName(address);
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port, from, 0);
    socket.setSoTimeout((int) TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
    socket.getOutputStream().write(sent.getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  /** Sends SIGTERM. */
  void terminate() {
    process.destroy();
  }

  /** Its status once it has ended; how long it may take is the caller's. */
  int awaitEnd(int seconds) throws InterruptedException {
    assertThat(process.waitFor(seconds, TimeUnit.SECONDS)).as("it ends").isTrue();
    return process.exitValue();
  }

  /** What it complained of. */
  String log() throws IOException {
    return Files.readString(log);
  }

  @Override
  public void close() throws IOException {
    process.destroyForcibly();
    output.close();
    SecretsInLog.assertNone(log());
  }

  /** That of the tests without Logback, whose clients the tests drive and the program lacks. */
  private static String classPath() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> !Path.of(entry).getFileName().toString().startsWith("logback-"))
        .collect(Collectors.joining(File.pathSeparator));
  }
}
