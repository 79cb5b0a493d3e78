// SPDX-License-Identifier: Apache-2.0
package dev.tombo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;

/**
 * What can be found out about the machine and the program: the defaults of origin and release.
 * Found out once, by the worker, since both a name server and a disk may take their time.
 */
final class Surroundings {
  private final Settings.Lookup environment;
  private final Settings.Lookup properties;
  private final Path hostFile;

  private boolean known;
  private @Nullable String origin;
  private @Nullable String release;

  Surroundings(Settings.Lookup environment, Settings.Lookup properties, Path hostFile) {
    this.environment = environment;
    this.properties = properties;
    this.hostFile = hostFile;
  }

  @Nullable String origin() {
    findOut();
    return origin;
  }

  @Nullable String release() {
    findOut();
    return release;
  }

  private void findOut() {
    if (!known) {
      known = true;
      origin = findOrigin();
      release = findRelease();
    }
  }

  private @Nullable String findOrigin() {
    try {
      for (String variable : new String[] {"HOSTNAME", "COMPUTERNAME"}) {
        String name = Settings.meaningful(environment.get(variable));
        if (name != null) {
          return name;
        }
      }
      String name = Settings.meaningful(readHostFile());
      return name == null ? InetAddress.getLocalHost().getHostName() : name;
    } catch (Throwable unknown) {
      return null;
    }
  }

  private @Nullable String readHostFile() {
    try {
      return new String(Files.readAllBytes(hostFile), UTF_8);
    } catch (IOException absent) {
      return null;
    }
  }

  /** Reads the manifest of the jar that the JVM was started with, if it was started with one. */
  private @Nullable String findRelease() {
    try {
      String command = properties.get("sun.java.command");
      String jar = command == null ? "" : command.replaceFirst("(?s)\\.jar( .*)?$", ".jar");
      if (!jar.endsWith(".jar")) {
        return null;
      }
      try (JarFile file = new JarFile(jar)) {
        Manifest manifest = file.getManifest();
        return manifest == null ? null : release(manifest.getMainAttributes());
      }
    } catch (Throwable unknown) {
      return null;
    }
  }

  private static @Nullable String release(Attributes attributes) {
    String title = attributes.getValue(Attributes.Name.IMPLEMENTATION_TITLE);
    String version = attributes.getValue(Attributes.Name.IMPLEMENTATION_VERSION);
    return version == null || title == null ? version : title + "@" + version;
  }
}
