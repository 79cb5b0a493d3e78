// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The files that the web page consists of: what {@code index.html} names, what its modules import,
 * and so on. What nothing leads to is not among them, so it is never served. Not thread-safe.
 */
final class PageSources {
  private static final String FOLDER = "/web/";
  private static final String LIBRARIES = "lib/";
  private static final String ASSETS = "\\{assets}/";

  /** In index.html: {@code type="module" src="{assets}/core/main.js"}. */
  private static final Pattern NAMED =
      Pattern.compile("(type=\"module\" )?(?:href|src)=\"" + ASSETS + "([^\"]+)\"");

  /** In its import map: {@code "lit/": "{assets}/lib/lit/"}. */
  private static final Pattern MAPPED =
      Pattern.compile("\"([^\"]+)\": *\"" + ASSETS + "([^\"]+)\"");

  /** {@code import "x"} and {@code from "x"}, or {@code import("x")}. */
  private static final Pattern IMPORT =
      Pattern.compile("\\b(?:import|from)\\s*(\\(?)\\s*[\"']([^\"'\\n]+)[\"']");

  private final String index = text("index.html");
  private final Map<String, String> importMap = new LinkedHashMap<>();
  private final SortedMap<String, byte[]> files = new TreeMap<>();
  private final Set<String> atOnce = new LinkedHashSet<>();
  private final Map<String, String> versions = new TreeMap<>();

  private PageSources() {
    MAPPED.matcher(index).results().forEach(m -> importMap.put(m.group(1), m.group(2)));
    NAMED.matcher(index).results().forEach(m -> add(m.group(2), m.group(1) != null));
  }

  /**
   * Finds them all.
   *
   * @throws IllegalStateException naming a file that is not there
   */
  static PageSources find() {
    return new PageSources();
  }

  /** The page, with {@code {assets}} and other places to be filled in. */
  String index() {
    return index;
  }

  /** The files by their paths below the assets. */
  SortedMap<String, byte[]> files() {
    return files;
  }

  /** The modules that are needed at once, those that name others first. */
  Set<String> modulesAtOnce() {
    return atOnce;
  }

  private void add(String path, boolean needed) {
    boolean module = path.endsWith(".js");
    boolean known = files.containsKey(path);
    if (known && (!needed || !module || atOnce.contains(path))) {
      return;
    }
    byte[] bytes = known ? files.get(path) : read(path);
    files.put(path, bytes);
    if (!module) {
      return;
    }
    if (needed) {
      atOnce.add(path);
    }
    Matcher imports = IMPORT.matcher(new String(bytes, StandardCharsets.UTF_8));
    while (imports.find()) {
      boolean dynamic = !imports.group(1).isEmpty();
      resolve(path, imports.group(2)).ifPresent(found -> add(found, needed && !dynamic));
    }
  }

  /** As browsers do it; empty for what only looks like an import. */
  private Optional<String> resolve(String importer, String specifier) {
    if (specifier.startsWith("./") || specifier.startsWith("../")) {
      String folder = importer.substring(0, importer.lastIndexOf('/') + 1);
      return Optional.of(URI.create(folder).resolve(specifier).getPath());
    }
    if (importMap.containsKey(specifier)) {
      return Optional.ofNullable(importMap.get(specifier));
    }
    return importMap.entrySet().stream()
        .filter(e -> e.getKey().endsWith("/") && specifier.startsWith(e.getKey()))
        .map(e -> e.getValue() + specifier.substring(e.getKey().length()))
        .findFirst();
  }

  private byte[] read(String path) {
    if (!path.startsWith(LIBRARIES)) {
      return bytes(FOLDER + path);
    }
    String[] parts = path.substring(LIBRARIES.length()).split("/", 2);
    String version = versions.computeIfAbsent(parts[0], PageSources::version);
    return bytes("/META-INF/resources/webjars/%s/%s/%s".formatted(parts[0], version, parts[1]));
  }

  /** Of a WebJar that is on the class path, as it says itself. */
  private static String version(String library) {
    Properties properties = new Properties();
    String name = "/META-INF/maven/org.webjars.npm/" + library + "/pom.properties";
    try (InputStream in = open(name)) {
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(name, e);
    }
    return properties.getProperty("version");
  }

  private static String text(String path) {
    return new String(bytes(FOLDER + path), StandardCharsets.UTF_8);
  }

  private static byte[] bytes(String name) {
    try (InputStream in = open(name)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(name, e);
    }
  }

  private static InputStream open(String name) {
    InputStream in = PageSources.class.getResourceAsStream(name);
    if (in == null) {
      throw new IllegalStateException("the page lacks " + name);
    }
    return in;
  }
}
