// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Holds the requests that the page's modules make to those that its client knows. */
final class PageCallsTest {
  /** {@code api.call('name'}, and what the client calls itself. */
  private static final Pattern CALL =
      Pattern.compile(
          "(?:\\bapi\\.(?:call(?:Open)?|address)|this\\.(?:callOpen|#send))\\(\\s*'(\\w+)'");

  private static final Pattern KNOWN = Pattern.compile("(?m)^ *\"(\\w+)\": \\{");

  @Test
  void modules_makeRequestsThatTheClientKnows() {
    Set<String> known = new TreeSet<>();
    Set<String> made = new TreeSet<>();
    for (Map.Entry<String, byte[]> file : PageSources.find().files().entrySet()) {
      String text = new String(file.getValue(), StandardCharsets.UTF_8);
      boolean operations = file.getKey().equals("api/operations.js");
      if (file.getKey().endsWith(".js") && !file.getKey().startsWith("lib/")) {
        Matcher found = (operations ? KNOWN : CALL).matcher(text);
        found.results().forEach(one -> (operations ? known : made).add(one.group(1)));
      }
    }

    assertThat(made).isNotEmpty();
    assertThat(known).containsAll(made);
  }
}
