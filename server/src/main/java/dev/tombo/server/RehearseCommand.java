// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/**
 * {@code tombo rehearse}: a server in an empty directory that is started, asked a few things and
 * stopped, for a JVM that is to remember which classes that takes. The launcher calls it.
 */
@Command(
    name = "rehearse",
    hidden = true,
    description = "Starts and stops a server, for the JVM to remember its classes.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class RehearseCommand implements Callable<Integer> {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String TOKEN = "0123456789abcdef0123456789abcdef";
  private static final String PASSWORD = "long enough for a rehearsal";
  private static final Map<String, String> ENVIRONMENT =
      Map.of(
          "TOMBO_ADMIN_EMAIL",
          "rehearsal@example.com",
          "TOMBO_ADMIN_PASSWORD",
          PASSWORD,
          "TOMBO_PROJECT",
          "rehearsal",
          "TOMBO_API_TOKEN",
          TOKEN);

  private static final String EVENT =
      """
      {"events": [{"level": "error", "message": "rehearsal", "exceptions": [
        {"type": "java.lang.IllegalStateException", "message": "rehearsal",
         "frames": [{"class": "dev.tombo.Rehearsal", "method": "run", "line": 1}]}]}]}""";

  @Parameters(paramLabel = "DIR", description = "An empty directory, for its data.")
  private Path data = Path.of("");

  @Override
  public Integer call() throws IOException, InterruptedException {
    int port = freePort();
    CommandLine commands = Main.commandLine("serve", ENVIRONMENT, InputStream.nullInputStream());
    Thread server =
        Thread.ofPlatform()
            .daemon()
            .start(() -> commands.execute("serve", "--port=" + port, "--data=" + data));
    awaitReady(port, server);
    ask(port, "POST", "/api/v1/events", "Authorization: Bearer " + TOKEN, EVENT);
    ask(
        port,
        "POST",
        "/api/v1/sessions",
        "X-Rehearsal: 1",
        "{\"email\": \"rehearsal@example.com\", \"password\": \"" + PASSWORD + "\"}");
    ask(port, "GET", "/metrics", "X-Rehearsal: 1", "");
    return 0;
  }

  private static void awaitReady(int port, Thread server) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!isReady(port)) {
      if (!server.isAlive() || System.nanoTime() > deadline) {
        throw new IOException("the server does not start");
      }
      Thread.sleep(Duration.ofMillis(20));
    }
  }

  private static boolean isReady(int port) {
    try {
      return ask(port, "GET", "/health/ready", "X-Rehearsal: 1", "").contains(" 200 ");
    } catch (IOException notYet) {
      return false;
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** Sends a request over a bare socket, whose classes a server has anyway. */
  private static String ask(int port, String method, String path, String header, String body)
      throws IOException {
    String request =
        "%s %s HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n%s\r\nContent-Length: %d\r\n\r\n%s"
            .formatted(method, path, header, body.length(), body);
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout((int) PATIENCE.toMillis());
      new ByteArrayInputStream(request.getBytes(StandardCharsets.US_ASCII))
          .transferTo(socket.getOutputStream());
      return new String(socket.getInputStream().readNBytes(15), StandardCharsets.US_ASCII);
    }
  }
}
