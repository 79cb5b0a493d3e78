// SPDX-License-Identifier: Apache-2.0
package dev.tombo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.MockWebServer;
import org.junit.jupiter.api.Test;

/** That an application without a usable OkHttp still gets its errors out. */
class FallbackTransportTest {
  @Test
  void send_firstDoesNotLink_usesTheSecondFromThenOn() throws IOException {
    List<String> used = new ArrayList<>();
    FakeTransport second = new FakeTransport();
    Transport transport =
        new FallbackTransport(
            () -> {
              used.add("first");
              throw new NoClassDefFoundError("okhttp3/OkHttpClient");
            },
            () -> {
              used.add("second");
              return second;
            },
            new Trouble("test"));
    byte[] body =
        new Batch("id", new ArrayList<>(), new java.util.EnumMap<>(DiscardReason.class), 0)
            .body(java.time.Instant.EPOCH);

    transport.send(body);
    transport.send(body);

    assertThat(used).containsExactly("first", "second");
    assertThat(second.batches).hasSize(2);
  }

  @Test
  void capture_okHttpNotOnClassPath_isSent() throws Exception {
    try (MockWebServer server = new MockWebServer();
        URLClassLoader loader = withoutOkHttp()) {
      server.enqueue(new MockResponse().setBody("{}"));
      server.start();
      Class<?> options = loader.loadClass(TomboOptions.class.getName());
      Object builder = options.getMethod("builder").invoke(null);
      builder = call(builder, "endpoint", String.class, server.url("/").toString());
      builder = call(builder, "token", String.class, "secret");
      Object built = builder.getClass().getMethod("build").invoke(builder);
      Class<?> tombo = loader.loadClass(Tombo.class.getName());
      Object client = tombo.getMethod("create", options).invoke(null, built);

      call(client, "capture", String.class, "one");
      Object flushed = call(client, "flush", Duration.class, Duration.ofSeconds(30));
      call(client, "close", Duration.class, Duration.ofSeconds(30));

      assertThat(flushed).isEqualTo(true);
      assertThat(server.getRequestCount()).isEqualTo(1);
    }
  }

  private static Object call(Object target, String name, Class<?> type, Object argument)
      throws ReflectiveOperationException {
    Method method = target.getClass().getMethod(name, type);
    return method.invoke(target, argument);
  }

  private static URLClassLoader withoutOkHttp() {
    List<URL> urls = new ArrayList<>();
    urls.add(Tombo.class.getProtectionDomain().getCodeSource().getLocation());
    urls.add(
        com.fasterxml.jackson.core.JsonFactory.class
            .getProtectionDomain()
            .getCodeSource()
            .getLocation());
    ClassLoader platform = ClassLoader.getSystemClassLoader().getParent();
    return new URLClassLoader(urls.toArray(new URL[0]), platform);
  }
}
