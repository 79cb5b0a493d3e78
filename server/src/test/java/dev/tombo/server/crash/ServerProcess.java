// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.crash;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A server in a process of its own, run from this build's class path with this JVM's Java. */
final class ServerProcess implements AutoCloseable {
  static final String EMAIL = "crash@example.com";
  static final String PASSWORD = "not-so-secret";
  static final String API_TOKEN = "00112233445566778899aabbccddeeff";

  private static final String LISTENS = "Tombo listens on ";
  private static final int SIGKILLED = 128 + 9;
  private static final int SIGTERMED = 128 + 15;
  private static final int PATIENCE_SECONDS = 60;

  private final Process process;
  private final Path log;

  private ServerProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /**
   * Starts a server without waiting for it.
   *
   * @param data its directory
   * @param arguments further ones
   * @param log where its complaints are appended
   */
  static ServerProcess launch(Path data, List<String> arguments, Path log) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.tombo.server.Main",
                "serve",
                "--port=0",
                "--data=" + data));
    command.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().keySet().removeIf(name -> name.startsWith("TOMBO_"));
    builder
        .environment()
        .putAll(
            Map.of(
                "TOMBO_ADMIN_EMAIL", EMAIL,
                "TOMBO_ADMIN_PASSWORD", PASSWORD,
                "TOMBO_PROJECT", "crash",
                "TOMBO_API_TOKEN", API_TOKEN));
    return new ServerProcess(builder.start(), log);
  }

  /** Waits until it listens; answers where. */
  URI address() throws IOException, InterruptedException {
    try {
      return CompletableFuture.supplyAsync(this::announced).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException("The server did not start; it said: " + Files.readString(log), e);
    }
  }

  /** Its number, for tools that watch processes. */
  long pid() {
    return process.pid();
  }

  /** Waits for its end for so long; whether it came. */
  boolean endsWithin(long millis) throws InterruptedException {
    return process.waitFor(millis, TimeUnit.MILLISECONDS);
  }

  /**
   * Sends SIGKILL and waits for the end.
   *
   * @throws IOException if it ended in another way
   */
  void kill() throws IOException, InterruptedException {
    process.destroyForcibly();
    var unused = expect(SIGKILLED, SIGKILLED);
  }

  /**
   * Sends SIGTERM and waits for the end; answers the status.
   *
   * @throws IOException if it ended in another way
   */
  int stop() throws IOException, InterruptedException {
    process.destroy();
    return expect(0, SIGTERMED);
  }

  private int expect(int status, int orStatus) throws IOException, InterruptedException {
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      throw new IOException("The server does not end");
    }
    int is = process.exitValue();
    if (is != status && is != orStatus) {
      throw new IOException(
          "The server ended with status " + is + "; it said: " + Files.readString(log));
    }
    return is;
  }

  private URI announced() {
    try {
      BufferedReader lines =
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith(LISTENS)) {
          return URI.create(line.substring(LISTENS.length()).strip());
        }
      }
      throw new IOException("it ended");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Leaves nothing running. */
  @Override
  public void close() {
    process.destroyForcibly();
  }
}
