// SPDX-License-Identifier: Apache-2.0
package dev.tombo.browser;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** The Chromium of this machine. */
final class Chromium {
  private Chromium() {}

  /** Whether the page is to be looked at: where a Chromium is installed, and in CI always. */
  static boolean wanted() {
    return Boolean.parseBoolean(System.getenv("CI"))
        || (find("chromium").isPresent() && find("chromedriver").isPresent());
  }

  /** A program on the path. */
  static Path program(String name) {
    return find(name)
        .orElseThrow(
            () ->
                new IllegalStateException(
                    name + " is not on the path: install Debian's chromium and chromium-driver"));
  }

  private static Optional<Path> find(String name) {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return Arrays.stream(path.split(File.pathSeparator, -1))
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
