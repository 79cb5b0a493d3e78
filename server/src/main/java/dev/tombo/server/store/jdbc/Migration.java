// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.store.jdbc;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.zip.CRC32;

/**
 * A step of the schema, from a resource such as {@code V1__schema.sql}. What was once released is
 * never edited: a change is a further step.
 *
 * @param version numbered from 1
 * @param script all of its statements
 */
record Migration(int version, String script) {
  /** All of them, in order; both databases have their own by these names. */
  static final List<String> FILES = List.of("V1__schema.sql");

  /** The migrations of a database, in order. */
  static List<Migration> all(Dialect dialect) {
    return FILES.stream()
        .map(file -> new Migration(version(file), text(dialect.migrations() + "/" + file)))
        .toList();
  }

  /** CRC-32 of its text, whatever the ends of its lines. */
  long checksum() {
    CRC32 crc = new CRC32();
    script.lines().forEach(line -> crc.update((line + "\n").getBytes(StandardCharsets.UTF_8)));
    return crc.getValue();
  }

  private static int version(String file) {
    return Integer.parseInt(file.substring(1, file.indexOf("__")));
  }

  private static String text(String resource) {
    try (InputStream in = Migration.class.getClassLoader().getResourceAsStream(resource)) {
      return new String(
          Objects.requireNonNull(in, resource).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(resource, e);
    }
  }
}
