// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.sentry.Sentry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** Writes down what clients send, for {@link SentryReplay}; it answers that all is well. */
final class SentryRecorder implements AutoCloseable {
  private final HttpServer http;
  private final Path folder;
  private final AtomicInteger requests = new AtomicInteger();

  private SentryRecorder(Path folder) throws IOException {
    this.folder = folder;
    this.http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    http.createContext("/", this::record);
    http.start();
  }

  /** Lets the client for Java play all its scenes into a folder. */
  static void recordJava(Path folder) throws IOException {
    Files.createDirectories(folder);
    try (SentryRecorder recorder = new SentryRecorder(folder)) {
      SentryScenes.init(
          "http://"
              + TestServer.TOKEN
              + "@127.0.0.1:"
              + recorder.http.getAddress().getPort()
              + "/1",
          options -> {
            options.setEnableUncaughtExceptionHandler(true);
            options.setTracesSampleRate(1.0);
            options.getLogs().setEnabled(true);
          });
      SentryScenes.report(SentryScenes.captured());
      SentryScenes.logback();
      SentryScenes.log4j2();
      SentryScenes.uncaught();
      SentryScenes.declined();
      SentryScenes.flush();
      Sentry.close();
    }
  }

  private void record(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    Map<String, String> headers = new LinkedHashMap<>();
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
    Map<String, Object> head = new LinkedHashMap<>();
    head.put("method", exchange.getRequestMethod());
    head.put("url", exchange.getRequestURI().toString());
    head.put("headers", headers);
    String name = "%03d".formatted(requests.incrementAndGet());
    Files.write(folder.resolve(name + ".body"), body);
    String json = Answer.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(head);
    Files.writeString(folder.resolve(name + ".http.json"), json + "\n");
    exchange.sendResponseHeaders(200, -1);
    exchange.close();
  }

  @Override
  public void close() {
    http.stop(0);
  }
}
