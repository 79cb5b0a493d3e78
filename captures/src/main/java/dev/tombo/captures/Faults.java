// SPDX-License-Identifier: Apache-2.0
package dev.tombo.captures;

import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.net.HttpURLConnection;
import java.net.ServerSocket;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** What fails by the JDK alone. */
@SuppressWarnings({ // it is to fail
  "DistinctVarargsChecker",
  "InfiniteRecursion",
  "NullAway",
  "ReturnValueIgnored"
})
final class Faults {
  private static final int WARM = 60;

  private final Capture capture;

  Faults(Capture capture) {
    this.capture = capture;
  }

  void run() throws IOException {
    plain();
    threads();
    reflection();
    recursion();
    suppressed();
    stackless();
    connection();
  }

  private void plain() {
    capture.fault("place/direct", () -> place(1));
    capture.fault("cancel/direct", () -> cancel(1));
    capture.fault("place-other-type/direct", () -> placeNothing(1));
    capture.fault("place/in a stream", () -> List.of(1, 2).stream().map(n -> place(n)).toList());
    capture.fault("cancel/in a list", () -> List.of(1, 2).forEach(n -> cancel(n)));
    capture.fault("library/map", () -> Map.of("a", 1, "a", 2));
    capture.fault("library/map again", () -> Map.of("b", 1, "b", 2));
    capture.fault("number/parse", () -> price("12x"));
    capture.fault("number/parse other", () -> price("7 EUR and more"));
    capture.fault("translated/once", () -> translated(1));
    capture.fault("translated/again", () -> translated(77));
  }

  private static int place(int order) {
    throw new IllegalStateException("order " + order + " is placed already");
  }

  private static int placeNothing(int order) {
    throw new IllegalArgumentException("order " + order + " is empty");
  }

  private static void cancel(int order) {
    throw new IllegalStateException("order " + order + " is gone");
  }

  private static int price(String text) {
    return Integer.parseInt(text);
  }

  private static void translated(int order) {
    try {
      place(order);
    } catch (IllegalStateException e) {
      throw new UnsupportedOperationException("cannot take order " + order, e);
    }
  }

  private void threads() {
    capture.fault("task/platform thread", () -> in(Thread::new));
    if (Runtime.version().feature() >= 21) {
      capture.fault("task/virtual thread", () -> in(Faults::virtual));
    }
    capture.fault("task/executor", Faults::inExecutor);
    capture.fault("task/future", () -> CompletableFuture.supplyAsync(Faults::task).join());
    capture.fault(
        "task/future got",
        () -> {
          Object unused = CompletableFuture.supplyAsync(Faults::task).get();
        });
    capture.fault(
        "task/future step",
        () -> CompletableFuture.supplyAsync(Faults::task).thenApply(n -> n).join());
  }

  private static int task() {
    throw new IllegalStateException("nothing to do at " + System.nanoTime());
  }

  /** A maker of threads. */
  private interface Threads {
    Thread of(Runnable work);
  }

  private static Thread virtual(Runnable work) {
    try {
      Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
      Class<?> type = Class.forName("java.lang.Thread$Builder");
      return (Thread) type.getMethod("unstarted", Runnable.class).invoke(builder, work);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void in(Threads threads) throws Throwable {
    CompletableFuture<Throwable> failure = new CompletableFuture<>();
    Thread thread = threads.of(Faults::task);
    thread.setUncaughtExceptionHandler((t, e) -> failure.complete(e));
    thread.start();
    throw failure.get();
  }

  private static void inExecutor() throws InterruptedException, ExecutionException {
    ExecutorService threads = Executors.newSingleThreadExecutor();
    try {
      Future<Integer> future = threads.submit(Faults::task);
      future.get();
    } finally {
      threads.shutdown();
    }
  }

  private void reflection() {
    capture.fault("reflection/cold", Faults::reflect);
    for (int i = 0; i < WARM; i++) {
      attempt(Faults::reflect);
    }
    capture.fault("reflection/warm", Faults::reflect);
    capture.fault("constructor/cold", Faults::construct);
    for (int i = 0; i < WARM; i++) {
      attempt(Faults::construct);
    }
    capture.fault("constructor/warm", Faults::construct);
    capture.fault("handle/cold", Faults::handle);
    for (int i = 0; i < 2_000; i++) {
      attempt(Faults::handle);
    }
    capture.fault("handle/warm", Faults::handle);
  }

  /** Fails when it is called. */
  public static final class Target {
    /** Fails. */
    public Target(int order) {
      if (order < 0) {
        throw new IllegalArgumentException("order " + order);
      }
    }

    /** Fails. */
    public void fail() {
      throw new IllegalStateException("called at " + System.nanoTime());
    }

    /** Fails. */
    public static void failByHandle() {
      throw new IllegalStateException("handled");
    }
  }

  private static void reflect() throws ReflectiveOperationException {
    Method method = Target.class.getMethod("fail");
    method.invoke(new Target(1));
  }

  private static void construct() throws ReflectiveOperationException {
    Object unused = Target.class.getConstructor(int.class).newInstance(-1);
  }

  private static void handle() throws Throwable {
    MethodHandle handle =
        MethodHandles.lookup()
            .findStatic(Target.class, "failByHandle", MethodType.methodType(void.class));
    handle.invoke();
  }

  private static void attempt(Capture.Fault fault) {
    try {
      fault.run();
    } catch (Throwable e) {
      return;
    }
    throw new IllegalStateException("no failure");
  }

  private void recursion() {
    for (int run = 0; run < 50; run++) {
      int before = run;
      capture.fault("overflow/run " + run, () -> after(before, () -> even(0)));
    }
    for (int run = 0; run < 5; run++) {
      int before = run;
      capture.fault("overflow-alone/run " + run, () -> after(before, () -> alone(0)));
    }
    for (int run = 0; run < 5; run++) {
      Random random = new Random(run);
      capture.fault("overflow-of-tree/run " + run, () -> node(random));
    }
    for (int depth : new int[] {2, 3, 4, 9, 40, 80}) {
      capture.fault("recursion/" + depth + " deep", () -> descend(depth));
    }
    for (int depth : new int[] {2, 3, 8}) {
      capture.fault("recursion-of-two/" + depth + " deep", () -> left(depth * 2));
    }
  }

  /** Takes some of the stack first, so that the recursion breaks off elsewhere. */
  private static long after(int frames, Capture.Fault fault) throws Throwable {
    long[] room = new long[frames * 3 + 1];
    fault.run();
    return room[0];
  }

  private static int even(int n) {
    return odd(n + 1) + 1;
  }

  private static int odd(int n) {
    return even(n + 1) + Integer.bitCount(n);
  }

  private static int alone(int n) {
    return alone(n + 1) + 1;
  }

  private static int node(Random random) {
    return random.nextBoolean() ? branch(random) : leaf(random);
  }

  private static int branch(Random random) {
    return node(random) + 1;
  }

  private static int leaf(Random random) {
    return node(random) + 2;
  }

  private static void descend(int depth) {
    if (depth == 0) {
      throw new IllegalStateException("the ground");
    }
    descend(depth - 1);
  }

  private static void left(int depth) {
    right(depth - 1);
  }

  private static void right(int depth) {
    if (depth <= 0) {
      throw new IllegalStateException("the end");
    }
    left(depth - 1);
  }

  private void suppressed() {
    capture.fault("resource/closes", () -> resource(() -> {}));
    capture.fault("resource/fails to close", () -> resource(() -> cancel(3)));
  }

  private static void resource(AutoCloseable closing) throws Exception {
    try (AutoCloseable resource = closing) {
      if (resource != null) {
        throw new IllegalStateException("the first failure");
      }
    }
  }

  /** Such as libraries throw often. */
  private static final class Stackless extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Stackless(String message) {
      super(message, null, false, false);
    }
  }

  private void stackless() {
    capture.thrown("stackless/one", new Stackless("order 4711 rejected"));
    capture.thrown("stackless/another", new Stackless("order 12 rejected"));
    capture.thrown("stackless-other/one", new Stackless("cart 12 rejected"));
    // HotSpot throws one without stack and message after some ten thousand
    // (OmitStackTraceInFastThrow).
    Throwable last = null;
    for (int i = 0; i < 400_000 && (last == null || last.getStackTrace().length > 0); i++) {
      try {
        int unused = length(i < 0 ? "" : null);
      } catch (NullPointerException e) {
        last = e;
      }
    }
    if (last != null && last.getStackTrace().length == 0) {
      capture.thrown("preallocated/null", last);
    }
  }

  private static int length(@org.jspecify.annotations.Nullable String text) {
    return text.length();
  }

  private void connection() throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    // Asked again, a connection throws its failure again, in a copy that is made by reflection.
    capture.fault("refused-again/cold", () -> askTwice(port));
    for (int i = 0; i < WARM; i++) {
      attempt(() -> askTwice(port));
    }
    capture.fault("refused-again/warm", () -> askTwice(port));
  }

  private static void askTwice(int port) throws IOException {
    HttpURLConnection connection =
        (HttpURLConnection) URI.create("http://127.0.0.1:" + port + "/").toURL().openConnection();
    try {
      connection.getInputStream().close();
    } catch (IOException e) {
      connection.getInputStream().close();
    }
  }
}
