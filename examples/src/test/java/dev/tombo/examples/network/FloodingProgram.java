// SPDX-License-Identifier: Apache-2.0
package dev.tombo.examples.network;

import dev.tombo.Event;
import dev.tombo.Tombo;
import dev.tombo.TomboOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Captures an error that it has met before, so many distinct ones and then so many like the first,
 * says how much of the heap is in use meanwhile, and closes its client once its input ends.
 */
final class FloodingProgram {
  /** Said when all is captured. */
  static final String CAPTURED = "captured";

  private static final String IDENTICAL = "orders failed";

  /** How often the error was met before. */
  static final int BEFORE = 20;

  private static final int SAMPLES = 10;

  private FloodingProgram() {}

  /** Takes the endpoint, the token and how many of each. */
  public static void main(String[] arguments) throws IOException {
    int count = Integer.parseInt(arguments[2]);
    TomboOptions options =
        TomboOptions.builder().endpoint(arguments[0]).token(arguments[1]).build();
    Tombo tombo = Tombo.create(options);
    List<Phase> phases =
        List.of(
            new Phase("known", BEFORE, i -> IDENTICAL),
            new Phase("distinct", count, i -> "order " + i + " failed"),
            new Phase("identical", count, i -> IDENTICAL));
    // One line for all: the stack trace tells errors apart too.
    phases.forEach(phase -> capture(tombo, phase));
    System.out.println(CAPTURED);
    // Until the server is back.
    while (System.in.read() >= 0) {}
    tombo.close(Duration.ofMinutes(2));
    System.out.println(tombo.status());
  }

  private record Phase(String kind, int count, IntFunction<String> message) {}

  private static void capture(Tombo tombo, Phase phase) {
    for (int i = 0; i < phase.count; i++) {
      tombo.capture(error(phase.message.apply(i), i));
      if (phase.count > BEFORE && (i + 1) % (phase.count / SAMPLES) == 0) {
        System.out.println("heap " + used() + " KiB after " + (i + 1) + " " + phase.kind);
      }
    }
  }

  private static Event error(String template, int number) {
    Event.Builder event = Event.builder().message(template).template(template);
    return event.exception(new IllegalStateException("no " + number)).build();
  }

  private static long used() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return (runtime.totalMemory() - runtime.freeMemory()) >> 10;
  }
}
