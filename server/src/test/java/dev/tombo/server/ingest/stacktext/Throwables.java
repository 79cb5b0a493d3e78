// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.ingest.stacktext;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/** Throwables that were thrown for real, of every shape, by name. */
final class Throwables {
  private Throwables() {}

  /** One that prints itself in a way of its own. */
  private static final class Odd extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Odd(String message) {
      super(message);
    }

    @Override
    @SuppressWarnings("OverrideThrowableToString") // As some libraries do.
    public String toString() {
      return getClass().getName() + " [code=3]: " + getMessage();
    }
  }

  /** One without a stack. */
  private static final class Stackless extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Stackless(String message) {
      super(message, null, false, false);
    }
  }

  private static final class Resource implements AutoCloseable {
    @Override
    public void close() throws IOException {
      throw new IOException("close failed", new IllegalStateException("pipe broken"));
    }
  }

  static Map<String, Throwable> all() {
    Map<String, Throwable> all = new TreeMap<>();
    all.put("plain", thrown(() -> fail("row 5 missing")));
    all.put("without a message", new IllegalStateException());
    all.put("with an empty message", new IllegalStateException(""));
    all.put("with a colon", new IllegalStateException("a: b: c"));
    all.put("with frames in its message", new IllegalStateException(FAKE));
    all.put("with a whole trace in its message", new IllegalStateException(print(chain())));
    all.put("without a stack", new Stackless("no trace"));
    all.put("chain", chain());
    all.put("chain without stacks", new RuntimeException(new Stackless("root")));
    all.put("suppressed", thrown(Throwables::closing));
    all.put("suppressed in a cause", new RuntimeException(thrown(Throwables::closing)));
    all.put("circle", circle());
    all.put("reflection", thrown(Throwables::reflection));
    all.put("proxy", thrown(Throwables::proxy));
    all.put("lambda and stream", thrown(Throwables::stream));
    all.put("another thread", thrown(Throwables::executor));
    all.put("own toString", new Odd("odd"));
    all.put("as deep as a message", deep(60));
    return all;
  }

  static final String FAKE = "line one\n\tat fake.Frame.method(Fake.java:1)\nline three: x";

  static String print(Throwable thrown) {
    StringWriter text = new StringWriter();
    thrown.printStackTrace(new PrintWriter(text, true));
    return text.toString();
  }

  private static Throwable thrown(Callable<?> work) {
    try {
      return new AssertionError("nothing was thrown: " + work.call());
    } catch (Throwable e) {
      return e;
    }
  }

  private static Object fail(String message) {
    throw new IllegalStateException(message);
  }

  private static Throwable chain() {
    Throwable root = thrown(() -> fail("root: of it"));
    Throwable middle = new IllegalArgumentException("middle", root);
    return new RuntimeException(middle);
  }

  private static Object closing() throws IOException {
    try (Resource first = new Resource();
        Resource second = new Resource()) {
      throw new IOException("primary " + (first == second));
    }
  }

  private static Throwable circle() {
    RuntimeException one = new RuntimeException("one");
    one.addSuppressed(new IllegalStateException("two", one));
    return one;
  }

  private static Object reflection() throws Exception {
    return Throwables.class.getDeclaredMethod("fail", String.class).invoke(null, "by reflection");
  }

  private static Object proxy() {
    return ((Comparable<?>)
            Proxy.newProxyInstance(
                Throwables.class.getClassLoader(),
                new Class<?>[] {Comparable.class},
                (self, method, arguments) -> fail("by proxy")))
        .compareTo(null);
  }

  private static Object stream() {
    return Stream.of(1, 2).map(number -> fail("item " + number)).toList();
  }

  private static Object executor() throws Exception {
    try (var executor = Executors.newSingleThreadExecutor()) {
      return executor.submit(() -> fail("elsewhere")).get();
    }
  }

  private static Throwable deep(int levels) {
    Throwable deep = new IllegalStateException("level 0");
    for (int i = 1; i <= levels; i++) {
      Throwable around = new RuntimeException("level " + i, deep);
      List.of(new IllegalArgumentException("beside " + i)).forEach(around::addSuppressed);
      deep = i % 2 == 0 ? around : new RuntimeException("level " + i, deep);
    }
    return deep;
  }
}
