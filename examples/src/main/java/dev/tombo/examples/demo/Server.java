// SPDX-License-Identifier: Apache-2.0
package dev.tombo.examples.demo;

import dev.tombo.examples.launch.JavaProgram;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A server with an empty database, an account and a project.
 *
 * @param process its process
 * @param address where it listens
 * @param email the account's
 * @param password the account's
 * @param token the project's API token
 */
record Server(Process process, URI address, String email, String password, String token) {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Starts one and waits until it can store. */
  static Server start(Children children, Path checkout, int port)
      throws IOException, InterruptedException, DemoException {
    Path jar = jar(checkout.resolve("server").resolve("target"));
    int known = claim(port);
    SecureRandom random = new SecureRandom();
    String email = "demo@example.com";
    String password = hex(random, 8);
    String token = hex(random, 16);
    JavaProgram program =
        JavaProgram.ofJar(jar, List.of("--enable-native-access=ALL-UNNAMED"))
            .with("serve", "--port", String.valueOf(known))
            .with("--data", children.directory().resolve("data").toString())
            .with(
                Map.of(
                    "TOMBO_ADMIN_EMAIL", email,
                    "TOMBO_ADMIN_PASSWORD", password,
                    "TOMBO_PROJECT", "demo",
                    "TOMBO_API_TOKEN", token));
    Process process = children.start(program, "server");
    URI address = URI.create("http://127.0.0.1:" + known);
    Server server = new Server(process, address, email, password, token);
    server.awaitReady(children);
    return server;
  }

  private void awaitReady(Children children)
      throws IOException, InterruptedException, DemoException {
    HttpRequest ready =
        HttpRequest.newBuilder(address.resolve("/health/ready"))
            .timeout(Duration.ofSeconds(5))
            .build();
    Instant deadline = Instant.now().plus(PATIENCE);
    try (HttpClient client = HttpClient.newHttpClient()) {
      while (Instant.now().isBefore(deadline)) {
        if (isReady(client, ready)) {
          return;
        }
        if (process.waitFor(100, TimeUnit.MILLISECONDS)) {
          throw new DemoException(
              "The server ended with status "
                  + process.exitValue()
                  + ":\n"
                  + children.tail("server"));
        }
      }
    }
    throw new DemoException(
        "The server is not ready after "
            + PATIENCE.toSeconds()
            + " s:\n"
            + children.tail("server"));
  }

  private static boolean isReady(HttpClient client, HttpRequest ready)
      throws IOException, InterruptedException {
    try {
      return client.send(ready, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (ConnectException notYet) {
      return false;
    }
  }

  private static Path jar(Path target) throws IOException, DemoException {
    if (Files.isDirectory(target)) {
      try (DirectoryStream<Path> jars = Files.newDirectoryStream(target, "tombo-server-*.jar")) {
        for (Path jar : jars) {
          if (!jar.toString().matches(".*-(sources|javadoc|tests)\\.jar")) {
            return jar;
          }
        }
      }
    }
    throw new DemoException("No server is built: " + target.resolve("tombo-server-*.jar"));
  }

  /** Returns the port if it is free, or a free one for 0. */
  private static int claim(int port) throws DemoException {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException taken) {
      throw new DemoException(
          "Port " + port + " of 127.0.0.1 is taken; choose another with --port", taken);
    }
  }

  private static String hex(SecureRandom random, int bytes) {
    byte[] value = new byte[bytes];
    random.nextBytes(value);
    return HexFormat.of().formatHex(value);
  }
}
