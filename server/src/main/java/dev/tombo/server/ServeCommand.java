// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server;

import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code tombo serve}: the server, until it is told to stop. */
@Command(
    name = "serve",
    description = "Runs the server until it is stopped (SIGTERM or Ctrl-C).",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class ServeCommand implements Callable<Integer> {
  private static final Logger LOG = Logger.getLogger(ServeCommand.class.getName());

  private final Map<String, String> environment;
  private final CommandLine command;

  private ServeCommand(Map<String, String> environment) {
    this.environment = environment;
    this.command = new CommandLine(this);
    SettingOptions.add(command.getCommandSpec(), SettingOptions.OF_THE_SERVER);
  }

  /** The command, which reads this environment. */
  static CommandLine in(Map<String, String> environment) {
    return new ServeCommand(environment).command;
  }

  @Override
  public Integer call() throws InterruptedException {
    Settings settings = SettingOptions.read(command.getParseResult(), environment);
    ServerConfig config = settings.config();
    LogSetup.use(settings.logFormat());
    LOG.log(Level.INFO, "settings: {0}", settings.describe());
    CountDownLatch stopped = new CountDownLatch(1);
    TomboServer server = settings.located(() -> TomboServer.start(config));
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  server.close();
                  stopped.countDown();
                },
                "tombo-stop"));
    println("Tombo listens on " + server.address());
    config.publicUrl().ifPresent(url -> println("Its clients know it as " + url));
    server
        .oneTimeCode()
        .ifPresent(
            code ->
                println(
                    "No account yet: open %s and use the one-time code %s"
                        .formatted(server.publicUrl(), code)));
    stopped.await();
    return 0;
  }

  private void println(String line) {
    command.getOut().println(line);
    command.getOut().flush();
  }
}
