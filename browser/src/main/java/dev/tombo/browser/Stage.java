// SPDX-License-Identifier: Apache-2.0
package dev.tombo.browser;

import dev.tombo.examples.launch.SampleApp;
import dev.tombo.server.ServerConfig;
import dev.tombo.server.ServerConfig.FirstAccount;
import dev.tombo.server.ServerConfig.FirstProject;
import dev.tombo.server.TomboServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** A server in this process to which the sample applications have sent what befell them. */
final class Stage implements AutoCloseable {
  static final String EMAIL = "ana@example.com";
  static final String PASSWORD = "correct-horse";
  static final String TOKEN = "0123456789abcdef0123456789abcdef";

  private TomboServer server;
  private final Path folder;
  private final String address;

  private Stage(TomboServer server, Path folder) {
    this.server = server;
    this.folder = folder;
    this.address = server.publicUrl().base();
  }

  /** Starts one with its first account and project, and nothing in it but what the folder has. */
  static Stage empty(Path folder) {
    return new Stage(TomboServer.start(furnished(folder).build()), folder);
  }

  /** Starts one where anybody may sign up. */
  static Stage open(Path folder) {
    return new Stage(TomboServer.start(furnished(folder).signUp(true).build()), folder);
  }

  private static ServerConfig.Builder furnished(Path folder) {
    return ServerConfig.builder(folder.resolve("data"))
        .firstAccount(new FirstAccount(EMAIL, PASSWORD))
        .firstProject(new FirstProject("loja", TOKEN));
  }

  /** Starts one that nobody has an account of. */
  static Stage bare(Path folder) {
    return new Stage(TomboServer.start(ServerConfig.of(folder.resolve("data"))), folder);
  }

  /** Starts one and runs every sample application against it. */
  static Stage played(Path folder) {
    Stage stage = empty(folder);
    try {
      stage.play();
    } catch (RuntimeException | Error e) {
      stage.close();
      throw e;
    }
    return stage;
  }

  /** Stops the server. */
  void stop() {
    server.close();
  }

  /** Starts the server again, with what it had and where it was. */
  void startAgain() {
    int port = URI.create(address).getPort();
    server = TomboServer.start(furnished(folder).port(port).build());
  }

  /** Where it listens. */
  String address() {
    return address;
  }

  /** With what the first account is made. */
  String oneTimeCode() {
    return server.oneTimeCode().orElseThrow();
  }

  /** Sends an event into the first project. */
  void send(String event) {
    send(event, TOKEN);
  }

  /** Sends an event. */
  void send(String event, String token) {
    send(List.of(event), token);
  }

  /** Sends events into the first project. */
  void send(List<String> events) {
    send(events, TOKEN);
  }

  private void send(List<String> events, String token) {
    String answer = post("{\"events\":[" + String.join(",", events) + "]}", token);
    if (!answer.startsWith("{\"accepted\":" + events.size() + ",")) {
      throw new IllegalStateException(answer);
    }
  }

  /** Tells the first project of what a client gave up. */
  void discard(String reason, int count) {
    post("{\"discarded\":[{\"reason\":\"%s\",\"count\":%d}]}".formatted(reason, count), TOKEN);
  }

  private String post(String batch, String token) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(address() + "/api/v1/events"))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(batch))
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new IllegalStateException(answer.statusCode() + " " + answer.body());
      }
      return answer.body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** An event in JSON with fields of its own; each fingerprint is an issue. */
  static String event(String fingerprint, String fields) {
    return """
        {"id":"%s","fingerprint":["%s"],%s}"""
        .formatted(UUID.randomUUID(), fingerprint, fields);
  }

  /** Runs the applications in all of their environments, one after the other. */
  private void play() {
    for (SampleApp app : SampleApp.all()) {
      for (String environment : app.deployments().keySet()) {
        play(app, environment);
      }
    }
  }

  /** Waits for its end: at once, they would take each other's time to send what they have. */
  private void play(SampleApp app, String environment) {
    Path output = folder.resolve(app.origin() + "-" + environment);
    try {
      Process process = app.program(environment, address(), TOKEN).start(output);
      if (!process.waitFor(90, TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new IllegalStateException(Files.readString(output));
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
