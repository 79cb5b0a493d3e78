// SPDX-License-Identifier: Apache-2.0
package dev.tombo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.MockWebServer;
import okhttp3.mockwebserver.RecordedRequest;
import org.junit.jupiter.api.Test;

/** That the SDK works with whichever OkHttp an application brings, with two, or with none. */
class OkHttpVersionsTest {
  private final ReferenceQueue<ClassLoader> collected = new ReferenceQueue<>();
  private WeakReference<ClassLoader> used = new WeakReference<>(null, collected);

  @Test
  void capture_okHttp4_isSentByIt() throws Exception {
    assertThat(sentByOkHttp(okHttp4())).isTrue();
  }

  @Test
  void capture_okHttp5_isSentByIt() throws Exception {
    assertThat(sentByOkHttp(okHttp5())).isTrue();
  }

  @Test
  void capture_okHttp4BeforeOkHttp5_isSentByEither() throws Exception {
    sentByOkHttp(join(okHttp4(), okHttp5()));
  }

  @Test
  void capture_okHttp5BeforeOkHttp4_isSentByEither() throws Exception {
    sentByOkHttp(join(okHttp5(), okHttp4()));
  }

  @Test
  void capture_okHttp5WithOldKotlin_isSentByEither() throws Exception {
    sentByOkHttp(
        join(
            okHttp5().stream()
                .filter(jar -> jar.getPath().contains("okhttp-jvm"))
                .collect(Collectors.toList()),
            okHttp4()));
  }

  @Test
  void capture_noOkHttp_isSentByTheJdk() throws Exception {
    assertThat(sentByOkHttp(Collections.emptyList())).isFalse();
  }

  /** Without OkHttp, whose idle threads live on for a minute. */
  @Test
  void close_afterUse_letsGoOfTheClassLoader() throws Exception {
    sentByOkHttp(Collections.emptyList());
    for (int i = 0; i < 100 && used.get() != null; i++) {
      System.gc();
      collected.remove(100);
    }

    assertThat(used.get()).isNull();
  }

  /** Sends an event in a class loader of its own; the JDK's client tells itself by a header. */
  private boolean sentByOkHttp(List<URL> jars) throws Exception {
    List<URL> urls =
        join(jars, classPath(path -> path.endsWith("classes") || path.contains("jackson-core")));
    ClassLoader platform = ClassLoader.getSystemClassLoader().getParent();
    try (MockWebServer server = new MockWebServer();
        URLClassLoader loader = new URLClassLoader(urls.toArray(new URL[0]), platform)) {
      server.enqueue(new MockResponse().setBody("{\"accepted\":1}"));
      server.start();
      used = new WeakReference<>(loader, collected);
      Class<?> options = loader.loadClass(TomboOptions.class.getName());
      Object builder = options.getMethod("builder").invoke(null);
      call(builder, "endpoint", String.class, server.url("/").toString());
      call(builder, "token", String.class, "secret");
      Object built = builder.getClass().getMethod("build").invoke(builder);
      Class<?> tombo = loader.loadClass(Tombo.class.getName());
      Object client = tombo.getMethod("create", options).invoke(null, built);

      call(client, "capture", String.class, "one");
      Object flushed = call(client, "flush", Duration.class, Duration.ofSeconds(30));
      call(client, "close", Duration.class, Duration.ofSeconds(30));

      assertThat(flushed).isEqualTo(true);
      assertThat(server.getRequestCount()).isEqualTo(1);
      RecordedRequest request = server.takeRequest();
      return request.getHeader("Accept") == null;
    }
  }

  private static Object call(Object target, String name, Class<?> type, Object argument)
      throws ReflectiveOperationException {
    Method method = target.getClass().getMethod(name, type);
    return method.invoke(target, argument);
  }

  private static List<URL> okHttp4() throws Exception {
    return classPath(
        path ->
            path.contains("okhttp-4")
                || path.contains("okio-jvm")
                || path.contains("kotlin-stdlib"));
  }

  private static List<URL> okHttp5() throws Exception {
    List<URL> urls = new ArrayList<>();
    try (Stream<Path> jars = Files.list(Paths.get("target", "okhttp5"))) {
      for (Path jar : jars.collect(Collectors.toList())) {
        urls.add(jar.toUri().toURL());
      }
    }
    assertThat(urls).hasSize(3);
    return urls;
  }

  private static List<URL> classPath(java.util.function.Predicate<String> wanted) throws Exception {
    List<URL> urls = new ArrayList<>();
    String[] entries = System.getProperty("java.class.path").split(File.pathSeparator, -1);
    for (String entry : Arrays.asList(entries)) {
      String path = entry.replace('\\', '/').replaceAll("/$", "");
      if (wanted.test(path) && !path.endsWith("test-classes")) {
        urls.add(new File(entry).toURI().toURL());
      }
    }
    return urls;
  }

  private static List<URL> join(List<URL> first, List<URL> second) {
    List<URL> joined = new ArrayList<>(first);
    joined.addAll(second);
    return joined;
  }
}
