// SPDX-License-Identifier: Apache-2.0
package dev.tombo.examples.spring;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.stream.Stream;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** The application on a free port, with its console silent, and somebody who asks it. */
final class RunningShop implements AutoCloseable {
  private final ConfigurableApplicationContext context;
  private final HttpClient client = HttpClient.newHttpClient();

  private RunningShop(ConfigurableApplicationContext context) {
    this.context = context;
  }

  /** Starts it with these arguments. */
  static RunningShop start(String... arguments) {
    Stream<String> forTests =
        Stream.of(
            "--server.port=0", "--logging.threshold.console=off", "--spring.main.banner-mode=off");
    String[] all = Stream.concat(forTests, Stream.of(arguments)).toArray(String[]::new);
    return new RunningShop(SpringApplication.run(ShopApplication.class, all));
  }

  /** Returns the status of the answer. */
  int ask(String method, String path, String requestId) throws IOException, InterruptedException {
    String port = context.getEnvironment().getRequiredProperty("local.server.port");
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .method(method, BodyPublishers.noBody())
            .header("X-Request-Id", requestId)
            .build();
    return client.send(request, BodyHandlers.discarding()).statusCode();
  }

  /** Stops it when it has finished what it began. */
  @Override
  public void close() {
    client.close();
    context.close();
  }
}
