// SPDX-License-Identifier: Apache-2.0
package dev.tombo.log4j2;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.zip.GZIPInputStream;
import okhttp3.mockwebserver.Dispatcher;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.MockWebServer;
import okhttp3.mockwebserver.RecordedRequest;

/** A server that accepts every event and remembers it. Thread-safe. */
final class Inbox implements AutoCloseable {
  private final MockWebServer server = new MockWebServer();
  private final List<JsonNode> events = Collections.synchronizedList(new ArrayList<>());
  private final List<String> credentials = Collections.synchronizedList(new ArrayList<>());

  Inbox() throws IOException {
    server.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            return accept(request);
          }
        });
    server.start();
  }

  String endpoint() {
    return "http://localhost:" + server.getPort();
  }

  /** Returns what has arrived so far, in order. */
  List<JsonNode> events() {
    synchronized (events) {
      return new ArrayList<>(events);
    }
  }

  JsonNode onlyEvent() {
    List<JsonNode> all = events();
    if (all.size() != 1) {
      throw new AssertionError("expected one event, but got " + all);
    }
    return all.get(0);
  }

  List<String> credentials() {
    return credentials;
  }

  @Override
  public void close() throws IOException {
    server.shutdown();
  }

  private MockResponse accept(RecordedRequest request) {
    credentials.add(String.valueOf(request.getHeader("Authorization")));
    boolean zipped = "gzip".equals(request.getHeader("Content-Encoding"));
    int accepted = 0;
    try (InputStream body = request.getBody().inputStream();
        InputStream plain = zipped ? new GZIPInputStream(body) : body) {
      for (JsonNode event : new ObjectMapper().readTree(plain).path("events")) {
        events.add(event);
        accepted++;
      }
    } catch (IOException unreadable) {
      return new MockResponse().setResponseCode(400);
    }
    return new MockResponse()
        .setHeader("Content-Type", "application/json")
        .setBody("{\"accepted\":" + accepted + ",\"duplicates\":0,\"rejected\":[]}");
  }
}
