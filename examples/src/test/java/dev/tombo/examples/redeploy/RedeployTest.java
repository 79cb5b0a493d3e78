// SPDX-License-Identifier: Apache-2.0
package dev.tombo.examples.redeploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.File;
import java.io.IOException;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/**
 * That nothing holds the class loader of an application that is gone. OkHttp's and Okio's idle
 * threads do for a minute, and are others' to end, if the application shares OkHttp.
 */
final class RedeployTest {
  private static final int TIMES = 20;
  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(90);

  private final ReferenceQueue<ClassLoader> collected = new ReferenceQueue<>();
  private final AtomicInteger requests = new AtomicInteger();

  @Test
  void wholeStack_loadedUsedAndStopped_isCollectedEachTime() throws Exception {
    List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::accept);
    server.start();
    for (int i = 0; i < TIMES; i++) {
      loaders.add(deploy("http://127.0.0.1:" + server.getAddress().getPort()));
    }
    server.stop(0);
    assertThat(requests).hasValue(TIMES);

    int gone = 0;
    long start = System.nanoTime();
    while (gone < TIMES && System.nanoTime() - start < PATIENCE) {
      System.gc();
      gone += collected.remove(500) == null ? 0 : 1;
    }
    System.out.printf(
        "%d of %d class loaders collected after %d s%n",
        gone, TIMES, TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start));
    assertThat(loaders).allMatch(loader -> loader.refersTo(null));
  }

  private WeakReference<ClassLoader> deploy(String endpoint) throws Exception {
    ClassLoader platform = ClassLoader.getPlatformClassLoader();
    try (URLClassLoader loader = new URLClassLoader(classPath(), platform)) {
      Class<?> application = loader.loadClass(Deployed.class.getName());
      assertThat(application.getClassLoader()).isSameAs(loader);
      application
          .getMethod("run", String.class, String.class)
          .invoke(null, endpoint, "0123456789abcdef");
      assertThat(loader.loadClass("okhttp3.OkHttpClient").getClassLoader()).isSameAs(loader);
      return new WeakReference<>(loader, collected);
    }
  }

  private static URL[] classPath() throws IOException {
    List<URL> urls = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      urls.add(Path.of(entry).toUri().toURL());
    }
    return urls.toArray(new URL[0]);
  }

  private void accept(HttpExchange exchange) throws IOException {
    exchange.getRequestBody().readAllBytes();
    requests.incrementAndGet();
    byte[] answer = "{\"accepted\":1}".getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, answer.length);
    exchange.getResponseBody().write(answer);
    exchange.close();
  }
}
