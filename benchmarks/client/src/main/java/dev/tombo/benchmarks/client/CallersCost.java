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

  private final Sink sink = new Sink();
  private AutoCloseable library = () -> {};
  private Errors errors = (template, thrown) -> {};
  private int number;
  private long allocated;
  private long counted;

  /** Logs an error. */
  private interface Errors {
    void log(String template, Throwable thrown);
  }

  /** Starts the library. */
  @Setup(Level.Trial)
  public void start() throws Exception {
    String name = client.substring(client.indexOf('-') + 1);
    if (client.startsWith("logback")) {
      Logback logback = Logback.start(name, sink.port());
      library = logback;
      var logger = logback.logger();
      errors = (template, thrown) -> logger.error(template, "o-1", thrown);
    } else {
      Log4j log4j = Log4j.start(name, sink.port());
      library = log4j;
      var logger = log4j.logger();
      errors = (template, thrown) -> logger.error(template, "o-1", thrown);
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
    if (client.endsWith("tombo")) {
      sink.drain();
    }
  }

  /** Stops the library. */
  @TearDown(Level.Trial)
  public void stop() throws Exception {
    System.out.println("the caller allocates " + counted + " bytes for each error");
    library.close();
    sink.close();
  }

  private void from(int frames) {
    if (frames > 0) {
      from(frames - 1);
    } else {
      // Made in either case, so that only what a client does differs.
      String own = "order {} failed " + number;
      errors.log(distinct ? own : "order {} failed", new IllegalStateException(own));
    }
  }
}
