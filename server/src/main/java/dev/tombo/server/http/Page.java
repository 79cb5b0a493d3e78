// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The web page as it is served: one document for all of its addresses, and the files that it needs
 * under a path that changes whenever any of them does, so that browsers may keep them for good.
 * Immutable.
 */
final class Page {
  private static final Pattern IMPORT_MAP =
      Pattern.compile("<script type=\"importmap\">(.*?)</script>", Pattern.DOTALL);

  private static final Map<String, String> TYPES =
      Map.of(
          "js", "text/javascript; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "svg", "image/svg+xml; charset=utf-8");

  private final String version;
  private final PageFile index;
  private final String policy;
  private final Map<String, PageFile> files;

  private Page(String version, PageFile index, String policy, Map<String, PageFile> files) {
    this.version = version;
    this.index = index;
    this.policy = policy;
    this.files = files;
  }

  /**
   * Puts the page together.
   *
   * @param basePath that browsers have before all of its addresses; may be empty
   */
  static Page assemble(String basePath) {
    PageSources sources = PageSources.find();
    MessageDigest digest = sha256();
    digest.update(utf8(sources.index()));
    Map<String, PageFile> files = new HashMap<>();
    new TreeMap<>(sources.files())
        .forEach(
            (path, bytes) -> {
              digest.update(utf8(path));
              digest.update(bytes);
              files.put(path, new PageFile(type(path), bytes));
            });
    String version = HexFormat.of().formatHex(digest.digest(), 0, 8);
    String assets = basePath + "/assets/" + version;
    String preloads =
        sources.modulesAtOnce().stream()
            .map(path -> "<link rel=\"modulepreload\" href=\"" + assets + "/" + path + "\">")
            .collect(Collectors.joining("\n"));
    String html =
        sources
            .index()
            .replace("{base}", basePath)
            .replace("{preloads}", preloads)
            .replace("{assets}", assets);
    return new Page(
        version, new PageFile("text/html; charset=utf-8", utf8(html)), policy(html), files);
  }

  /** Changes with any file of the page. */
  String version() {
    return version;
  }

  /** The document. */
  PageFile index() {
    return index;
  }

  /** What the document may do: run its own scripts and nothing else. */
  String policy() {
    return policy;
  }

  /** One of its files; empty for what is none. */
  Optional<PageFile> file(String path) {
    return Optional.ofNullable(files.get(path));
  }

  /** The import map has to stand in the document, and is allowed by its hash. */
  private static String policy(String html) {
    Matcher importMap = IMPORT_MAP.matcher(html);
    if (!importMap.find()) {
      throw new IllegalStateException("the page has no import map");
    }
    byte[] hash = sha256().digest(utf8(importMap.group(1)));
    return String.join(
        "; ",
        "default-src 'none'",
        "script-src 'self' 'sha256-" + Base64.getEncoder().encodeToString(hash) + "'",
        "style-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "form-action 'none'",
        "base-uri 'none'",
        "frame-ancestors 'none'");
  }

  private static String type(String path) {
    String type = TYPES.get(path.substring(path.lastIndexOf('.') + 1));
    if (type == null) {
      throw new IllegalStateException("of no type that the page has: " + path);
    }
    return type;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
