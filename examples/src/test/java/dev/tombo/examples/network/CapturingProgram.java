// SPDX-License-Identifier: Apache-2.0
package dev.tombo.examples.network;

import dev.tombo.SpoolMode;
import dev.tombo.Tombo;
import dev.tombo.TomboOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Captures and says each id once {@code capture} has returned, until it is killed. */
final class CapturingProgram {
  /** Before an id that came only when {@code capture} waited no longer, and so promised nothing. */
  static final String LATE = "late ";

  /** In place of an id. */
  static final String DISCARDED = "discarded";

  private static final long PROMISE = TimeUnit.MILLISECONDS.toNanos(900);

  private CapturingProgram() {}

  /** Takes the endpoint, the token, the directory of the spool and a name. */
  public static void main(String[] arguments) {
    Tombo tombo = Tombo.create(options(arguments[0], arguments[1], Path.of(arguments[2])));
    for (int i = 0; ; i++) {
      long start = System.nanoTime();
      String id = tombo.capture(arguments[3] + ", event " + i).eventId().orElse(DISCARDED);
      System.out.println(System.nanoTime() - start < PROMISE ? id : LATE + id);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
    }
  }

  static TomboOptions options(String endpoint, String token, Path spool) {
    return TomboOptions.builder()
        .endpoint(endpoint)
        .token(token)
        .spool(SpoolMode.ALWAYS)
        .spoolDirectory(spool)
        .maxBatchEvents(20)
        .maxBatchAge(Duration.ofMillis(50))
        .callTimeout(Duration.ofMillis(800))
        .build();
  }
}
