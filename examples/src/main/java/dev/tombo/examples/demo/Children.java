// SPDX-License-Identifier: Apache-2.0
package dev.tombo.examples.demo;

import dev.tombo.examples.launch.JavaProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The demo's processes and the directory they write to. To close it stops the processes, the last
 * started first, and deletes the directory. Thread-safe.
 */
final class Children implements AutoCloseable {
  private final Path directory;
  private final Deque<Process> processes = new ArrayDeque<>();
  private boolean closed;

  Children() throws IOException {
    this.directory = Files.createTempDirectory("tombo-demo");
  }

  Path directory() {
    return directory;
  }

  /** Starts one; what it prints goes to a file of this name. */
  synchronized Process start(JavaProgram program, String name) throws IOException, DemoException {
    if (closed) {
      throw new DemoException("Stopped");
    }
    Process process = program.start(log(name));
    processes.push(process);
    return process;
  }

  /** Returns the end of what a process printed, for a person to see why it failed. */
  String tail(String name) throws IOException {
    List<String> lines = Files.readAllLines(log(name));
    return String.join("\n", lines.subList(Math.max(0, lines.size() - 20), lines.size()));
  }

  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    for (Process process : processes) {
      process.destroy();
      try {
        if (!process.waitFor(12, TimeUnit.SECONDS)) {
          process.destroyForcibly();
        }
      } catch (InterruptedException interrupted) {
        process.destroyForcibly();
        Thread.currentThread().interrupt();
      }
    }
    delete();
  }

  private Path log(String name) {
    return directory.resolve(name + ".log");
  }

  private void delete() {
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path path : all.sorted((a, b) -> b.compareTo(a)).toList()) {
        Files.delete(path);
      }
    } catch (IOException stillInUse) {
      System.err.println("Not deleted: " + stillInUse.getMessage());
    }
  }
}
