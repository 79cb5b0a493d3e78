// SPDX-License-Identifier: Apache-2.0
package dev.tombo.benchmarks;

import dev.tombo.benchmarks.load.ServerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * How long a server takes from the start of its process until it is ready, in an empty directory
 * and in one that it knows: {@code StartTime ROUNDS COMMAND...}, where the command is what stands
 * before {@code serve}, such as {@code ./tombo} or {@code java -jar tombo-server.jar}.
 */
public final class StartTime {
  private StartTime() {}

  /**
   * One start.
   *
   * @param millis until it was ready
   * @param cpuMillis what it used of all processors until then
   */
  private record Start(long millis, long cpuMillis) {}

  /** Measures and prints medians and worst. */
  public static void main(String[] arguments) throws IOException {
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

  private static Start start(List<String> command, Path data) throws IOException {
    try (ServerProcess server = ServerProcess.start(command, List.of(), data)) {
      return new Start(server.startTime().toMillis(), server.cpu().toMillis());
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
