// SPDX-License-Identifier: Apache-2.0
package dev.tombo.examples.ways;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.Appender;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tombo.Tombo;
import dev.tombo.TomboOptions;
import dev.tombo.server.ServerConfig;
import dev.tombo.server.ServerConfig.FirstAccount;
import dev.tombo.server.ServerConfig.FirstProject;
import dev.tombo.server.TomboServer;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.exporter.otlp.http.logs.OtlpHttpLogRecordExporter;
import io.opentelemetry.instrumentation.logback.appender.v1_0.OpenTelemetryAppender;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.logs.SdkLoggerProvider;
import io.opentelemetry.sdk.logs.export.BatchLogRecordProcessor;
import io.opentelemetry.sdk.resources.Resource;
import io.sentry.Sentry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.apache.logging.log4j.core.impl.Log4jLogEvent;
import org.apache.logging.log4j.message.SimpleMessage;

/**
 * A server, and every way in which a throwable gets there. What each client is told is the same:
 * environment, release, origin.
 */
final class Ways implements AutoCloseable {
  static final List<String> NAMES = List.of("sdk", "logback", "log4j2", "sentry", "otlp");

  private static final String ENVIRONMENT = "production";
  private static final String ORIGIN = "app-3";
  private static final String RELEASE = "shop@2.0.1";
  private static final String TOKEN = "0123456789abcdef0123456789abcdef";
  private static final String EMAIL = "ana@example.com";
  private static final String PASSWORD = "correct-horse";
  private static final long PATIENCE_MILLIS = 30_000;

  private final TomboServer server;
  private final HttpClient client = HttpClient.newHttpClient();
  private final String accessToken;

  private Ways(TomboServer server) throws IOException, InterruptedException {
    this.server = server;
    String login = "{\"email\":\"" + EMAIL + "\",\"password\":\"" + PASSWORD + "\"}";
    this.accessToken = post("/api/v1/sessions", login, "").path("accessToken").textValue();
  }

  static Ways open(Path data) throws IOException, InterruptedException {
    ServerConfig config =
        ServerConfig.builder(data)
            .firstAccount(new FirstAccount(EMAIL, PASSWORD))
            .firstProject(new FirstProject("shop", TOKEN))
            .build();
    return new Ways(TomboServer.start(config));
  }

  /** Sends a throwable, and waits until it has arrived. */
  void send(String way, Throwable thrown) throws Exception {
    switch (way) {
      case "sdk" -> {
        try (Tombo tombo = Tombo.create(options("sdk").build())) {
          tombo.capture(thrown);
        }
      }
      case "logback" -> logback(thrown);
      case "log4j2" -> log4j2(thrown);
      case "sentry" -> sentry(thrown);
      case "otlp" -> otlp(thrown);
      default -> throw new AssertionError("no such way: " + way);
    }
  }

  /** The events that are stored, by the way that they came. */
  Map<String, JsonNode> stored() throws IOException, InterruptedException {
    Map<String, JsonNode> stored = new LinkedHashMap<>();
    for (JsonNode issue : get("/api/v1/issues").path("items")) {
      for (JsonNode listed :
          get("/api/v1/issues/" + issue.path("id").asText() + "/events").path("items")) {
        JsonNode event = get("/api/v1/projects/1/events/" + listed.path("id").asText());
        stored.put(event.at("/collectedBy/token").asText(), event);
      }
    }
    return stored;
  }

  int issues() throws IOException, InterruptedException {
    return get("/api/v1/issues").path("items").size();
  }

  /** A token of its own for each way: by it one knows how an event came. */
  private String token(String name) throws IOException, InterruptedException {
    return post("/api/v1/projects/1/tokens", "{\"name\":\"" + name + "\"}", accessToken)
        .path("token")
        .textValue();
  }

  private TomboOptions.Builder options(String way) throws IOException, InterruptedException {
    return TomboOptions.builder()
        .endpoint(address(""))
        .token(token(way))
        .environment(ENVIRONMENT)
        .release(RELEASE)
        .origin(ORIGIN);
  }

  private void logback(Throwable thrown) throws IOException, InterruptedException {
    dev.tombo.logback.TomboAppender appender = new dev.tombo.logback.TomboAppender();
    appender.setEndpoint(address(""));
    appender.setToken(token("logback"));
    appender.setEnvironment(ENVIRONMENT);
    appender.setRelease(RELEASE);
    appender.setOrigin(ORIGIN);
    log(appender, thrown);
  }

  private static void log(
      Appender<ch.qos.logback.classic.spi.ILoggingEvent> appender, Throwable thrown) {
    LoggerContext context = new LoggerContext();
    context.setMDCAdapter(new LogbackMDCAdapter());
    appender.setContext(context);
    appender.start();
    context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).addAppender(appender);
    context.getLogger("com.acme.Shop").error("order failed", thrown);
    context.stop();
  }

  private void log4j2(Throwable thrown) throws IOException, InterruptedException {
    dev.tombo.log4j2.TomboAppender.Builder builder =
        dev.tombo.log4j2.TomboAppender.newBuilder()
            .setEndpoint(address(""))
            .setToken(token("log4j2"))
            .setEnvironment(ENVIRONMENT)
            .setRelease(RELEASE)
            .setOrigin(ORIGIN);
    builder.setName("TOMBO");
    var appender = Objects.requireNonNull(builder.build());
    appender.start();
    appender.append(
        Log4jLogEvent.newBuilder()
            .setLevel(org.apache.logging.log4j.Level.ERROR)
            .setLoggerName("com.acme.Shop")
            .setMessage(new SimpleMessage("order failed"))
            .setThrown(thrown)
            .build());
    appender.stop();
  }

  private void sentry(Throwable thrown) throws IOException, InterruptedException {
    String token = token("sentry");
    Sentry.init(
        options -> {
          options.setDsn("http://" + token + "@127.0.0.1:" + server.port() + "/1");
          options.setEnvironment(ENVIRONMENT);
          options.setRelease(RELEASE);
          options.setServerName(ORIGIN);
          options.setEnableUncaughtExceptionHandler(false);
        });
    Sentry.captureException(thrown);
    Sentry.flush(PATIENCE_MILLIS);
    Sentry.close();
  }

  private void otlp(Throwable thrown) throws IOException, InterruptedException {
    Resource resource =
        Resource.create(
            Attributes.builder()
                .put("service.name", "shop")
                .put("service.version", "2.0.1")
                .put("deployment.environment.name", ENVIRONMENT)
                .put("host.name", ORIGIN)
                .build());
    var exporter =
        OtlpHttpLogRecordExporter.builder()
            .setEndpoint(address("/v1/logs"))
            .addHeader("Authorization", "Bearer " + token("otlp"))
            .build();
    try (OpenTelemetrySdk sdk =
        OpenTelemetrySdk.builder()
            .setLoggerProvider(
                SdkLoggerProvider.builder()
                    .setResource(Resource.getDefault().merge(resource))
                    .addLogRecordProcessor(BatchLogRecordProcessor.builder(exporter).build())
                    .build())
            .build()) {
      OpenTelemetryAppender appender = new OpenTelemetryAppender();
      appender.setOpenTelemetry(sdk);
      appender.setCaptureExperimentalAttributes(true);
      log(appender, thrown);
      sdk.getSdkLoggerProvider().forceFlush().join(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  private JsonNode get(String path) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(URI.create(address(path))), accessToken);
  }

  private JsonNode post(String path, String json, String credential)
      throws IOException, InterruptedException {
    return send(
        HttpRequest.newBuilder(URI.create(address(path))).POST(BodyPublishers.ofString(json)),
        credential);
  }

  private JsonNode send(HttpRequest.Builder request, String credential)
      throws IOException, InterruptedException {
    request.header("Authorization", "Bearer " + credential);
    return new ObjectMapper()
        .readTree(client.send(request.build(), BodyHandlers.ofString()).body());
  }

  private String address(String path) {
    return "http://127.0.0.1:" + server.port() + path;
  }

  @Override
  public void close() {
    client.close();
    server.close();
  }
}
