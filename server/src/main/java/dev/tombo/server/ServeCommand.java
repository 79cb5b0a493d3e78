// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tombo serve}: the server, until it is told to stop. */
@Command(
    name = "serve",
    description = "Runs the server until it is stopped (SIGTERM or Ctrl-C).",
    mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--host",
      defaultValue = "${env:TOMBO_HOST:-127.0.0.1}",
      description = "Address to listen on. Default: ${DEFAULT-VALUE}; TOMBO_HOST.")
  private String host = "127.0.0.1";

  @Option(
      names = "--port",
      defaultValue = "${env:TOMBO_PORT:-8080}",
      description = "Port to listen on. Default: ${DEFAULT-VALUE}; TOMBO_PORT.")
  private int port = 8080;

  @Option(
      names = "--data",
      defaultValue = "${env:TOMBO_DATA:-./tombo-data}",
      description = "Directory of the key file and SQLite. Default: ${DEFAULT-VALUE}; TOMBO_DATA.")
  private Path data = Path.of("tombo-data");

  @Option(
      names = "--database-url",
      defaultValue = "${env:TOMBO_DATABASE_URL}",
      description = "jdbc:postgresql://... instead of SQLite. TOMBO_DATABASE_URL.")
  private @Nullable String databaseUrl;

  @Override
  public Integer call() throws InterruptedException {
    Map<String, String> environment = System.getenv();
    Optional<String> url = Optional.ofNullable(databaseUrl).filter(text -> !text.isBlank());
    ServerConfig config =
        new ServerConfig(host, port, data, url, Optional.empty(), Optional.empty())
            .withFirst(environment);
    CountDownLatch stopped = new CountDownLatch(1);
    TomboServer server = TomboServer.start(config);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  server.close();
                  stopped.countDown();
                },
                "tombo-stop"));
    println("Tombo listens on http://" + host + ":" + server.port());
    stopped.await();
    return 0;
  }

  private void println(String line) {
    if (spec != null) {
      spec.commandLine().getOut().println(line);
      spec.commandLine().getOut().flush();
    }
  }
}
