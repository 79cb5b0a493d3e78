// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sentry.Sentry;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sends one throwable in each protocol, by real clients, and finds one issue. */
final class SameFaultTest {
  @TempDir private Path data;

  @Test
  void throwable_inEachProtocol_isOneIssue() throws Exception {
    try (TestServer server = TestServer.start(data)) {
      SentryScenes.init(new SentryWire(server).dsn(), options -> {});
      String address = server.server().address() + "/v1/logs";
      for (Throwable fault : List.of(ofTask(), ofReflection(), overflow())) {
        assertThat(server.post(Samples.batch(event(fault))).status()).isEqualTo(200);
        var unused = Sentry.captureException(fault);
        SentryScenes.flush();
        try (OpenTelemetryClient client =
            new OpenTelemetryClient(address, OpenTelemetryClient.shop())) {
          client.logger("com.acme.Job").error("failed", fault);
          client.flush();
        }
      }

      JsonNode issues = server.get("/api/v1/issues").json().path("items");
      assertThat(issues).as(issues.toPrettyString()).hasSize(3);
      issues.forEach(issue -> assertThat(issue.path("count").asLong()).isEqualTo(3));
    } finally {
      Sentry.close();
    }
  }

  /** A cause that another thread threw, in what the caller made of it. */
  private static Throwable ofTask() {
    try {
      return CompletableFuture.supplyAsync(() -> fail(1)).join();
    } catch (RuntimeException e) {
      IllegalStateException failure = new IllegalStateException("cannot load", e);
      failure.addSuppressed(new IllegalArgumentException("cannot close"));
      return failure;
    }
  }

  private static Throwable ofReflection() throws ReflectiveOperationException {
    try {
      var method = SameFaultTest.class.getDeclaredMethod("fail", int.class);
      return (Throwable) method.invoke(null, 2);
    } catch (InvocationTargetException e) {
      return e;
    }
  }

  private static Throwable overflow() {
    try {
      return left(0);
    } catch (StackOverflowError e) {
      return e;
    }
  }

  private static Throwable left(int depth) {
    return depth < 0 ? new Throwable() : right(depth + 1);
  }

  private static Throwable right(int depth) {
    return depth < 0 ? new Throwable() : left(depth + 1);
  }

  private static Throwable fail(int row) {
    throw new UnsupportedOperationException("row " + row);
  }

  /** The event of a throwable, as the native form has it. */
  private static String event(Throwable fault) {
    ObjectNode event = Answer.MAPPER.createObjectNode().put("id", Samples.newId());
    ArrayNode exceptions = event.put("platform", "java").putArray("exceptions");
    int index = 0;
    for (Throwable one = fault; one != null; one = one.getCause(), index++) {
      ObjectNode exception = exceptions.addObject().put("type", one.getClass().getName());
      exception.put("message", one.getMessage());
      exception.put("relation", index == 0 ? "thrown" : "cause");
      if (index > 0) {
        exception.put("of", index - 1);
      }
      ArrayNode frames = exception.putArray("frames");
      for (StackTraceElement element : one.getStackTrace()) {
        frames
            .addObject()
            .put("class", element.getClassName())
            .put("method", element.getMethodName())
            .put("file", element.getFileName())
            .put("line", element.getLineNumber());
      }
    }
    return event.toString();
  }
}
