// SPDX-License-Identifier: Apache-2.0
package dev.tombo.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * How long a server takes from the start of its process until it is ready, in an empty directory
 * and in one that it knows: {@code StartTime ROUNDS COMMAND...}, where the command is what stands
 * before {@code serve}, such as {@code ./tombo} or {@code java -jar tombo-server.jar}.
 */
public final class StartTime {
  private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(3);
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final byte[] READY =
      "GET /health/ready HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
          .getBytes(StandardCharsets.US_ASCII);

  private StartTime() {}

  /**
   * One start.
   *
   * @param millis until it was ready
   * @param cpuMillis what it used of all processors until then
   */
  private record Start(long millis, long cpuMillis) {}

  /** Measures and prints medians and worst. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    int rounds = Integer.parseInt(arguments[0]);
    List<String> command = List.of(arguments).subList(1, arguments.length);
    List<Start> first = new ArrayList<>();
    List<Start> later = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      Path data = Files.createTempDirectory("tombo-start");
      first.add(start(command, data));
      later.add(start(command, data));
      delete(data);
    }
    print("first start", first);
    print("later start", later);
  }

  private static Start start(List<String> command, Path data)
      throws IOException, InterruptedException {
    int port = freePort();
    List<String> call = new ArrayList<>(command);
    call.addAll(List.of("serve", "--port=" + port, "--data=" + data));
    ProcessBuilder builder =
        new ProcessBuilder(call)
            .redirectErrorStream(true)
            .redirectOutput(data.resolve("log").toFile());
    builder
        .environment()
        .putAll(
            Map.of(
                "TOMBO_ADMIN_EMAIL", "ana@example.com",
                "TOMBO_ADMIN_PASSWORD", "correct-horse",
                "TOMBO_PROJECT", "shop",
                "TOMBO_API_TOKEN", "0123456789abcdef0123456789abcdef"));
    long began = System.nanoTime();
    Process process = builder.start();
    try {
      while (!isReady(port)) {
        if (!process.isAlive() || System.nanoTime() - began > PATIENCE.toNanos()) {
          throw new IOException("it does not start: " + Files.readString(data.resolve("log")));
        }
        LockSupport.parkNanos(POLL_NANOS);
      }
      long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
      return new Start(millis, process.info().totalCpuDuration().orElse(Duration.ZERO).toMillis());
    } finally {
      process.destroy();
      process.waitFor();
    }
  }

  /** By a bare socket: a client of the JDK would take the processor that the server needs. */
  private static boolean isReady(int port) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.getOutputStream().write(READY);
      byte[] status = socket.getInputStream().readNBytes(12);
      return new String(status, StandardCharsets.US_ASCII).endsWith(" 200");
    } catch (IOException notYet) {
      return false;
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static void print(String what, List<Start> starts) {
    List<Start> sorted = starts.stream().sorted(Comparator.comparingLong(Start::millis)).toList();
    long cpu = starts.stream().map(Start::cpuMillis).sorted().toList().get(starts.size() / 2);
    System.out.printf(
        Locale.ROOT,
        "%s: median %d ms, worst %d ms, processor %d ms%n",
        what,
        sorted.get(sorted.size() / 2).millis(),
        sorted.getLast().millis(),
        cpu);
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> paths = Files.walk(directory)) {
      paths
          .sorted(Comparator.reverseOrder())
          .forEach(
              path -> {
                try {
                  Files.delete(path);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
    }
  }
}
