// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server;

import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import picocli.CommandLine;

/**
 * What came of a call of the command line.
 *
 * @param status with which the process would have ended
 * @param output what it printed
 * @param errors what it complained of
 */
record Called(int status, String output, String errors) {
  /** Calls it as from a shell with this environment, in this process. */
  static Called tombo(Map<String, String> environment, String... arguments) {
    return tombo("", environment, arguments);
  }

  /** Calls it with this on its standard input. */
  static Called tombo(String input, Map<String, String> environment, String... arguments) {
    StringWriter output = new StringWriter();
    StringWriter errors = new StringWriter();
    CommandLine commands =
        Main.commandLine(
                arguments.length == 0 ? "" : arguments[0],
                environment,
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)))
            .setOut(new PrintWriter(output, true))
            .setErr(new PrintWriter(errors, true));
    int status = commands.execute(arguments);
    return new Called(status, output.toString(), errors.toString());
  }
}
