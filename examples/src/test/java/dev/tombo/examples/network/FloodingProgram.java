// SPDX-License-Identifier: Apache-2.0
package dev.tombo.examples.network;

import dev.tombo.Event;
import dev.tombo.Tombo;
import dev.tombo.TomboOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.function.IntFunction;

/**
 * Captures so many distinct errors and then so many identical ones, says how much of the heap is in
 * use meanwhile, and closes its client once its input ends.
 */
final class FloodingProgram {
  /** Said when all is captured. */
  static final String CAPTURED = "captured";

  private static final int SAMPLES = 10;

  private FloodingProgram() {}

  /** Takes the endpoint, the token and how many of each. */
  public static void main(String[] arguments) throws IOException {
    int count = Integer.parseInt(arguments[2]);
    TomboOptions options =
        TomboOptions.builder().endpoint(arguments[0]).token(arguments[1]).build();
    Tombo tombo = Tombo.create(options);
    capture(tombo, "distinct", count, i -> "order " + i + " failed");
    capture(tombo, "identical", count, i -> "orders failed");
    System.out.println(CAPTURED);
    // Until the server is back.
    while (System.in.read() >= 0) {}
    tombo.close(Duration.ofMinutes(2));
    System.out.println(tombo.status());
  }

  private static void capture(Tombo tombo, String kind, int count, IntFunction<String> message) {
    for (int i = 0; i < count; i++) {
      String template = message.apply(i);
      Event.Builder event = Event.builder().message(template).template(template);
      tombo.capture(event.exception(new IllegalStateException("no " + i)).build());
      if ((i + 1) % (count / SAMPLES) == 0) {
        System.out.println("heap " + used() + " KiB after " + (i + 1) + " " + kind + " errors");
      }
    }
  }

  private static long used() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return (runtime.totalMemory() - runtime.freeMemory()) >> 10;
  }
}
