// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.grouping;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.stream.Stream;

/** Reads the tables of cases that lie beside the tests. */
final class Tables {
  private Tables() {}

  /** The lines of a table that are neither empty nor a remark. */
  static Stream<String> lines(String name) {
    try (InputStream in = Tables.class.getResourceAsStream(name)) {
      byte[] bytes = Objects.requireNonNull(in, name).readAllBytes();
      return new String(bytes, StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isEmpty() && !line.startsWith("#"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
