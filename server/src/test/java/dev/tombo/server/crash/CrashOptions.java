// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.crash;

import java.util.Properties;
import java.util.SplittableRandom;

/**
 * How a campaign runs.
 *
 * @param rounds how many times the server is killed
 * @param seed of what is sent and of the moments; not of how the threads interleave
 * @param threads how many clients send at once
 * @param postgres on PostgreSQL rather than SQLite
 */
record CrashOptions(int rounds, long seed, int threads, boolean postgres) {
  private static final int ROUNDS = 3;
  private static final int THREADS = 8;

  /**
   * Reads {@code crash.rounds}, {@code crash.seed}, {@code crash.threads} and {@code
   * crash.database}.
   *
   * @throws IllegalArgumentException naming a property that cannot be read
   */
  static CrashOptions of(Properties properties) {
    String database = properties.getProperty("crash.database", "sqlite");
    if (!database.equals("sqlite") && !database.equals("postgres")) {
      throw new IllegalArgumentException("crash.database: sqlite or postgres, not " + database);
    }
    return new CrashOptions(
        (int) number(properties, "crash.rounds", ROUNDS),
        number(properties, "crash.seed", new SplittableRandom().nextInt(1_000_000_000)),
        (int) number(properties, "crash.threads", THREADS),
        database.equals("postgres"));
  }

  @Override
  public String toString() {
    return "-Dcrash.rounds=%d -Dcrash.seed=%d -Dcrash.threads=%d -Dcrash.database=%s"
        .formatted(rounds, seed, threads, postgres ? "postgres" : "sqlite");
  }

  private static long number(Properties properties, String name, long otherwise) {
    String text = properties.getProperty(name, "");
    try {
      return text.isEmpty() ? otherwise : Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(name + ": not a number: " + text, e);
    }
  }
}
