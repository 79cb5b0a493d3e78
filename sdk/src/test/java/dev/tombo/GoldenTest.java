// SPDX-License-Identifier: Apache-2.0
package dev.tombo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Holds the wire format to committed files, which the server's tests read. {@code
 * -Dgolden.write=true} rewrites them.
 */
class GoldenTest {
  private static final Path FOLDER = Paths.get("src", "test", "golden");
  private static final ObjectMapper MAPPER = new ObjectMapper();

  @Test
  void batch_ofAMinimalEvent_isAsCommitted() throws IOException {
    Pipeline pipeline = new Pipeline(options -> options.origin(" "));
    pipeline.tombo.capture(
        Event.builder().message("disk almost full").thread(1, "main", false).build());

    assertGolden("minimal", pipeline);
  }

  @Test
  void batch_ofAFullEvent_isAsCommitted() throws IOException {
    Pipeline pipeline =
        new Pipeline(
            options ->
                options
                    .environment("production")
                    .release("shop@1.4.2")
                    .origin("app.server.com.br")
                    .inApp("com.acme")
                    .tag("team", "payments"));
    pipeline.channel.refuse(DiscardReason.QUEUE_FULL);
    pipeline.channel.refuse(DiscardReason.QUEUE_FULL);
    pipeline.channel.refuse(DiscardReason.QUEUE_FULL);
    pipeline.channel.refuse(DiscardReason.BEFORE_SEND);
    pipeline.tombo.capture(full());

    assertGolden("full", pipeline);
  }

  @Test
  void batch_ofACyclicChain_isAsCommitted() throws IOException {
    Pipeline pipeline = new Pipeline();
    Exception root = exception("root cause", "connect", "query", "place", "main");
    Exception thrown = exception("order 42 failed", "place", "main");
    Exception closing = exception("close failed", "close", "place", "main");
    thrown.initCause(root);
    thrown.addSuppressed(closing);
    root.initCause(thrown);
    closing.initCause(root);
    pipeline.tombo.capture(
        Event.builder().exception(thrown).handled(false).thread(31, "worker-1", true).build());

    assertGolden("chain", pipeline);
  }

  @Test
  void batch_ofAStorm_isAsCommitted() throws IOException {
    Pipeline pipeline = new Pipeline();
    for (int i = 0; i < 14; i++) {
      pipeline.tombo.capture(
          Event.builder()
              .exception(exception("no stock for " + i, "place", "main"))
              .thread(31, "main", false)
              .build());
      pipeline.time.advance(Duration.ofMillis(10));
    }

    assertGolden("storm", pipeline);
  }

  private static Event full() {
    Map<String, Object> context = new LinkedHashMap<>();
    context.put("text", "a \"quoted\" \u00E9\u4E2D\uD83D\uDE00 text");
    context.put("yes", true);
    context.put("long", 9_007_199_254_740_993L);
    context.put("double", 0.1);
    context.put("list", Arrays.asList(1, "two", Collections.singletonMap("three", 3)));
    return Event.builder()
        .id("01234567-89ab-7def-8123-456789abcdef")
        .occurredAt(Instant.parse("2026-11-23T11:59:59.5Z"))
        .level(Level.FATAL)
        .message("order 42 failed")
        .template("order {} failed")
        .arguments(42)
        .logger("com.acme.OrderService")
        .thread(31, "main", false)
        .handled(true)
        .exception(exception("no stock", "place", "main"))
        .tag("region", "eu")
        .context("mdc", Collections.singletonMap("requestId", "r-1"))
        .context("order", context)
        .markers(Arrays.asList("AUDIT", "BILLING"))
        .user(
            User.builder().id("7").email("ana@example.com").username("ana").ip("192.0.2.7").build())
        .request(
            Request.builder()
                .method("POST")
                .url("https://shop.example.com/orders?id=42")
                .header("User-Agent", "test")
                .build())
        .trace("4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7")
        .breadcrumbs(
            Arrays.asList(
                Breadcrumb.builder(Instant.parse("2026-11-23T11:59:58Z"))
                    .category("com.acme.Cart")
                    .message("item added")
                    .data(Collections.singletonMap("sku", "A-1"))
                    .build(),
                Breadcrumb.builder(Instant.parse("2026-11-23T11:59:59Z"))
                    .level(Level.WARNING)
                    .message("stock is low")
                    .build()))
        .modules(Collections.singletonMap("com.acme:shop", "1.4.2"))
        .fingerprint("orders", "no-stock")
        .note("a note")
        .build();
  }

  private static Exception exception(String message, String... methods) {
    Exception exception = new IllegalStateException(message);
    StackTraceElement[] trace = new StackTraceElement[methods.length];
    for (int i = 0; i < methods.length; i++) {
      boolean library = methods[i].equals("connect");
      trace[i] =
          library
              ? new StackTraceElement("org.db.Driver", methods[i], null, -2)
              : new StackTraceElement("com.acme.Order", methods[i], "Order.java", 40 + i);
    }
    if (methods.length > 2) {
      // The frames that it shares with the enclosing one have the same lines.
      trace[methods.length - 2] =
          new StackTraceElement("com.acme.Order", "place", "Order.java", 40);
      trace[methods.length - 1] = new StackTraceElement("com.acme.Order", "main", "Order.java", 41);
    }
    exception.setStackTrace(trace);
    return exception;
  }

  private static void assertGolden(String name, Pipeline pipeline) throws IOException {
    pipeline.run();
    JsonNode batch = pipeline.server.last();
    String actual =
        MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(batch).replace("\r", "") + "\n";
    Path file = FOLDER.resolve(name + ".json");
    if (Boolean.getBoolean("golden.write")) {
      Files.createDirectories(FOLDER);
      Files.write(file, actual.getBytes(UTF_8));
    }
    assertThat(actual).isEqualTo(new String(Files.readAllBytes(file), UTF_8));
  }
}
