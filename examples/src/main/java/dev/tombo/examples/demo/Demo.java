// SPDX-License-Identifier: Apache-2.0
package dev.tombo.examples.demo;

import dev.tombo.examples.launch.SampleApp;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Starts a server, runs the sample applications against it and prints what it stored.
 *
 * <p>The system property {@code tombo.checkout} says where the checkout is whose server is started;
 * the working directory by default.
 */
public final class Demo {
  private final Children children;
  private final Arguments arguments;

  private Demo(Children children, Arguments arguments) {
    this.children = children;
    this.arguments = arguments;
  }

  /** Runs the demo and ends the JVM with its status. */
  public static void main(String[] texts) throws IOException {
    Arguments arguments;
    try {
      arguments = Arguments.parse(List.of(texts));
    } catch (IllegalArgumentException wrong) {
      System.err.println("tombo demo: " + wrong.getMessage());
      System.exit(2);
      return;
    }
    if (arguments.help()) {
      System.out.print(Arguments.HELP);
      return;
    }
    System.exit(run(arguments));
  }

  private static int run(Arguments arguments) throws IOException {
    try (Children children = new Children()) {
      // Ctrl-C ends the JVM by its hooks.
      Runtime.getRuntime().addShutdownHook(new Thread(children::close, "stop-children"));
      return new Demo(children, arguments).run();
    } catch (DemoException known) {
      System.err.println("tombo demo: " + known.getMessage());
      return 1;
    } catch (InterruptedException interrupted) {
      return 130;
    }
  }

  private int run() throws IOException, InterruptedException, DemoException {
    System.out.println("Starting a server with an empty database ...");
    Path checkout = Path.of(System.getProperty("tombo.checkout", "."));
    Server server = Server.start(children, checkout, arguments.port());
    System.out.println("Running the sample applications ...");
    List<SampleApp> apps = SampleApp.all();
    for (SampleApp app : apps) {
      runApp(app, server);
    }
    boolean complete = printIssues(apps, server);
    System.out.println("Address    " + server.address() + "/");
    System.out.println("E-mail     " + server.email());
    System.out.println("Password   " + server.password());
    System.out.println("API token  " + server.token());
    if (!arguments.exit()) {
      System.out.println("Ctrl-C stops the server and deletes its data.");
      int status = server.process().waitFor();
      if (children.isClosed()) {
        return 0;
      }
      throw new DemoException("The server ended with status " + status);
    }
    return complete ? 0 : 1;
  }

  private void runApp(SampleApp app, Server server)
      throws IOException, InterruptedException, DemoException {
    Map<String, Process> running = new LinkedHashMap<>();
    for (String environment : app.deployments().keySet()) {
      String name = app.origin() + "-" + environment;
      running.put(
          name,
          children.start(
              app.program(environment, server.address().toString(), server.token()), name));
    }
    for (Map.Entry<String, Process> each : running.entrySet()) {
      if (!each.getValue().waitFor(60, TimeUnit.SECONDS)) {
        throw new DemoException(app.name() + " does not end:\n" + children.tail(each.getKey()));
      }
      if (each.getValue().exitValue() != 0) {
        throw new DemoException(
            app.name()
                + " ended with status "
                + each.getValue().exitValue()
                + ":\n"
                + children.tail(each.getKey()));
      }
    }
  }

  /** Returns whether every application's issues are there. */
  private boolean printIssues(List<SampleApp> apps, Server server)
      throws IOException, InterruptedException, DemoException {
    boolean complete = true;
    try (Api api = new Api(server.address(), server.email(), server.password())) {
      List<Issue> issues = api.issues();
      Instant deadline = Instant.now().plus(Duration.ofSeconds(10));
      while (!isComplete(apps, issues) && Instant.now().isBefore(deadline)) {
        server.process().waitFor(200, TimeUnit.MILLISECONDS);
        issues = api.issues();
      }
      for (SampleApp app : apps) {
        IssueTable table = new IssueTable(app, issues);
        System.out.println();
        System.out.println(table.text());
        if (!table.missing().isEmpty()) {
          complete = false;
          System.err.println("tombo demo: " + app.name() + ": no issue of " + table.missing());
        }
      }
    }
    return complete;
  }

  private static boolean isComplete(List<SampleApp> apps, List<Issue> issues) {
    return apps.stream().allMatch(app -> new IssueTable(app, issues).missing().isEmpty());
  }
}
