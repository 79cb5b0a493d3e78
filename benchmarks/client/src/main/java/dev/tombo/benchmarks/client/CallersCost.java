// SPDX-License-Identifier: Apache-2.0
package dev.tombo.benchmarks.client;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What the caller of {@code error(message, exception)} pays with a stack of 60 frames, in bursts
 * that the queue of every client takes. {@code -prof gc} counts all threads; what this one
 * allocates is printed at the end of each trial.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 1, jvmArgs = "-Xmx1g")
@Warmup(iterations = 40)
@Measurement(iterations = 40)
public class CallersCost {
  private static final int ERRORS = 400;

  /** Of 60, those above the benchmark's own. */
  private static final int FRAMES = 48;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** The library and the client. */
  @Param({
    "logback-nop",
    "logback-async",
    "logback-tombo",
    "logback-sentry",
    "logback-loki4j",
    "log4j-nop",
    "log4j-async",
    "log4j-tombo",
    "log4j-sentry"
  })
  public String client = "";

  /** Whether each error has a template of its own; if not, Tombo folds them. */
  @Param({"true", "false"})
  public boolean distinct;

  /**
   * Whether the client's own threads, and the server in this process, work meanwhile. If not, the
   * answer to an earlier request keeps them waiting, and what is measured is the caller's work
   * alone; loki4j's work all the time.
   */
  @Param({"false", "true"})
  public boolean working;

  private final Sink sink = new Sink();
  private Client started = new Client(() -> {}, (template, thrown) -> {});
  private int number;
  private long allocated;
  private long counted;
  private boolean held;

  /** Starts the library. */
  @Setup(Level.Trial)
  public void start() throws Exception {
    started = Client.start(client, sink.port());
  }

  /** Has the client wait for an answer to what it sent before. */
  @Setup(Level.Iteration)
  public void hold() throws InterruptedException {
    held = !working && (client.endsWith("tombo") || client.endsWith("sentry"));
    if (held) {
      sink.hold(() -> started.errors().log("first", new IllegalStateException("first")));
    }
  }

  /** So many errors. */
  @Benchmark
  @OperationsPerInvocation(ERRORS)
  public void error() {
    long before = THREADS.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < ERRORS; i++) {
      number++;
      from(FRAMES);
    }
    allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
  }

  /** Makes room for the next. */
  @TearDown(Level.Iteration)
  public void drain() {
    counted = allocated / ERRORS;
    if (held) {
      sink.release();
    }
    if (client.endsWith("tombo")) {
      sink.drain();
    }
  }

  /** Stops the library. */
  @TearDown(Level.Trial)
  public void stop() throws Exception {
    System.out.println("the caller allocates " + counted + " bytes for each error");
    started.library().close();
    sink.close();
  }

  private void from(int frames) {
    if (frames > 0) {
      from(frames - 1);
    } else {
      // Made in either case, so that only what a client does differs.
      String own = "order {} failed " + number;
      started.errors().log(distinct ? own : "order {} failed", new IllegalStateException(own));
    }
  }
}
