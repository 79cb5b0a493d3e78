// SPDX-License-Identifier: Apache-2.0
package dev.tombo.examples.outage;

import java.util.function.IntConsumer;

/** What both loads do: every hundredth line is an error with an exception. */
final class Load {
  private Load() {}

  /** Takes an error. */
  interface ErrorLog {
    void log(int order, Exception failure);
  }

  /** Prints two numbers, the milliseconds of logging and those of closing. */
  static void run(int lines, IntConsumer info, ErrorLog errors, Runnable close) {
    long begun = System.nanoTime();
    for (int i = 1; i <= lines; i++) {
      if (i % 100 == 0) {
        errors.log(i, failureOf(i));
      } else {
        info.accept(i);
      }
    }
    long logged = System.nanoTime();
    close.run();
    long closed = System.nanoTime();
    System.out.println((logged - begun) / 1_000_000 + " " + (closed - logged) / 1_000_000);
  }

  private static Exception failureOf(int order) {
    try {
      return new IllegalStateException("order " + Integer.parseInt("A-" + order));
    } catch (NumberFormatException failure) {
      return failure;
    }
  }
}
