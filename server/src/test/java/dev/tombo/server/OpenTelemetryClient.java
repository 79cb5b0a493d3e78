// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.exporter.otlp.http.logs.OtlpHttpLogRecordExporter;
import io.opentelemetry.instrumentation.logback.appender.v1_0.OpenTelemetryAppender;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.logs.SdkLoggerProvider;
import io.opentelemetry.sdk.logs.export.BatchLogRecordProcessor;
import io.opentelemetry.sdk.resources.Resource;
import java.util.concurrent.TimeUnit;

/** OpenTelemetry's SDK and exporter with its appender for Logback, sending for real. */
final class OpenTelemetryClient implements AutoCloseable {
  private final LoggerContext logback = new LoggerContext();
  private final OpenTelemetrySdk sdk;

  /**
   * A client of a server.
   *
   * @param address where it exports to
   * @param resource what it says of itself
   */
  OpenTelemetryClient(String address, Resource resource) {
    var exporter =
        OtlpHttpLogRecordExporter.builder()
            .setEndpoint(address)
            .addHeader("Authorization", "Bearer " + TestServer.TOKEN)
            .setCompression("gzip")
            .build();
    sdk =
        OpenTelemetrySdk.builder()
            .setLoggerProvider(
                SdkLoggerProvider.builder()
                    .setResource(Resource.getDefault().merge(resource))
                    .addLogRecordProcessor(BatchLogRecordProcessor.builder(exporter).build())
                    .build())
            .build();
    logback.setMDCAdapter(new LogbackMDCAdapter());
    OpenTelemetryAppender appender = new OpenTelemetryAppender();
    appender.setContext(logback);
    appender.setOpenTelemetry(sdk);
    appender.setCaptureMdcAttributes("*");
    appender.setCaptureExperimentalAttributes(true);
    appender.setCaptureCodeAttributes(true);
    appender.setCaptureMarkerAttribute(true);
    appender.setCaptureKeyValuePairAttributes(true);
    appender.setCaptureArguments(true);
    appender.start();
    logback.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).addAppender(appender);
  }

  /** A resource of a service. */
  static Resource shop() {
    return Resource.create(
        Attributes.builder()
            .put("service.name", "shop")
            .put("service.version", "2.0.1")
            .put("deployment.environment.name", "production")
            .put("host.name", "app-3")
            .put("cloud.region", "eu")
            .build());
  }

  Logger logger(String name) {
    return logback.getLogger(name);
  }

  /** Puts something into the MDC of this thread. */
  void mdc(String key, String value) {
    logback.getMDCAdapter().put(key, value);
  }

  /** Waits until all that was logged is sent; whether it was taken. */
  void flush() {
    CompletableResultCode done = sdk.getSdkLoggerProvider().forceFlush();
    assertThat(done.join(30, TimeUnit.SECONDS).isSuccess()).isTrue();
  }

  @Override
  public void close() {
    logback.stop();
    sdk.close();
  }
}
