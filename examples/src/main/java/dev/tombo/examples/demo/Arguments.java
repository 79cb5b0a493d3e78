// SPDX-License-Identifier: Apache-2.0
package dev.tombo.examples.demo;

import java.util.Iterator;
import java.util.List;

/**
 * The demo's arguments.
 *
 * @param port where the server is to listen; 0 for any port that is free
 * @param exit whether to end when the issues are printed
 * @param help whether only help is wanted
 */
record Arguments(int port, boolean exit, boolean help) {
  static final String HELP =
      """
      Usage: tombo demo [--exit] [--port N]

      Starts a server with an empty database, runs the sample applications against it and
      prints the issues that it stored, read back through its REST API.

        --exit      stop when the issues are printed; status 0 if every application's are there
        --port N    where the server listens on 127.0.0.1; 8080 by default, 0 for any free port
        --help      print this
      """;

  /**
   * Reads the arguments.
   *
   * @throws IllegalArgumentException if one is not understood; the message is for a person
   */
  static Arguments parse(List<String> texts) {
    int port = 8080;
    boolean exit = false;
    boolean help = false;
    for (Iterator<String> rest = texts.iterator(); rest.hasNext(); ) {
      String text = rest.next();
      switch (text) {
        case "--exit" -> exit = true;
        case "--help", "-h" -> help = true;
        case "--port" -> {
          if (!rest.hasNext()) {
            throw new IllegalArgumentException("--port: a number must follow");
          }
          port = port(rest.next());
        }
        default -> {
          if (!text.startsWith("--port=")) {
            throw new IllegalArgumentException("unknown argument: " + text);
          }
          port = port(text.substring("--port=".length()));
        }
      }
    }
    return new Arguments(port, exit, help);
  }

  private static int port(String text) {
    if (!text.matches("\\d{1,5}") || Integer.parseInt(text) > 65535) {
      throw new IllegalArgumentException("--port: not a port number: " + text);
    }
    return Integer.parseInt(text);
  }
}
