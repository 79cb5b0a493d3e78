// SPDX-License-Identifier: Apache-2.0
package dev.tombo.benchmarks.load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server in a process of its own, on a free port, with an account, a project and its token. */
public final class ServerProcess implements AutoCloseable {
  /** The API token of project 1. */
  public static final String API_TOKEN = "0123456789abcdef0123456789abcdef";

  private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(3);
  private static final long TICKS_A_SECOND = 100;
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final byte[] READY =
      "GET /health/ready HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
          .getBytes(StandardCharsets.US_ASCII);

  private final Process process;
  private final int port;
  private final long startNanos;

  private ServerProcess(Process process, int port, long startNanos) {
    this.process = process;
    this.port = port;
    this.startNanos = startNanos;
  }

  /**
   * Starts a server and waits until it is ready.
   *
   * @param command what stands before {@code serve}, such as {@code ./tombo}
   * @param arguments what follows, beside port and directory
   * @param data where it keeps its files, and its log here
   */
  public static ServerProcess start(List<String> command, List<String> arguments, Path data)
      throws IOException {
    int port = freePort();
    List<String> call = new ArrayList<>(command);
    call.addAll(List.of("serve", "--port=" + port, "--data=" + data));
    call.addAll(arguments);
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
                "TOMBO_API_TOKEN", API_TOKEN));
    long began = System.nanoTime();
    Process process = builder.start();
    while (!isReady(port)) {
      if (!process.isAlive() || System.nanoTime() - began > PATIENCE.toNanos()) {
        process.destroy();
        throw new IOException("it does not start: " + Files.readString(data.resolve("log")));
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
    return new ServerProcess(process, port, System.nanoTime() - began);
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

  /** Where it listens. */
  public int port() {
    return port;
  }

  /** How long it took to be ready. */
  public Duration startTime() {
    return Duration.ofNanos(startNanos);
  }

  /** What it has used of all processors. */
  public Duration cpu() throws IOException {
    String stat = Files.readString(Path.of("/proc", "" + process.pid(), "stat"));
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    long ticks = Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
    return Duration.ofMillis(ticks * 1_000 / TICKS_A_SECOND);
  }

  /** The most memory that it had at once, in bytes. */
  public long peakMemory() throws IOException {
    return memory("VmHWM");
  }

  /** The memory that it has, in bytes. */
  public long memory() throws IOException {
    return memory("VmRSS");
  }

  private long memory(String name) throws IOException {
    String status = Files.readString(Path.of("/proc", "" + process.pid(), "status"));
    Matcher matcher = Pattern.compile(name + ":\\s+(\\d+) kB").matcher(status);
    if (!matcher.find()) {
      throw new IOException("no " + name + " in " + status);
    }
    return Long.parseLong(matcher.group(1)) << 10;
  }

  /** Ends it in order. */
  @Override
  public void close() {
    process.destroy();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
