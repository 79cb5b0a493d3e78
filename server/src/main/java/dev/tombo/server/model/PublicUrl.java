// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.model;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The server's address as its clients see it, through whatever stands before it: links, DSNs and
 * redirects are made from it, never from what a request says of itself.
 *
 * @param secure whether it is https
 * @param host a name or an address; one of IPv6 in brackets
 * @param port 80 or 443 where the address names none
 * @param path the base path, such as {@code /base}; empty for none
 */
public record PublicUrl(boolean secure, String host, int port, String path) {
  /** Nothing that a route's pattern or a redirect would read in another way. */
  private static final Pattern PATH = Pattern.compile("(/(?!\\.\\.?(/|$))[A-Za-z0-9._~-]+)*");

  private static final Set<String> ANY_ADDRESS =
      Set.of("0.0.0.0", "::", "[::]", "0:0:0:0:0:0:0:0", "[0:0:0:0:0:0:0:0]");

  /**
   * Checks each part.
   *
   * @throws IllegalArgumentException saying what is wrong
   */
  public PublicUrl {
    if (host.isEmpty()) {
      throw new IllegalArgumentException("has no host, or one that is none");
    }
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException("has a port that is none: " + port);
    }
    if (!PATH.matcher(path).matches()) {
      throw new IllegalArgumentException("its path has more than letters, digits and -._~");
    }
  }

  /**
   * Reads an address such as {@code https://errors.example.com/base}; a slash at its end is left
   * out.
   *
   * @throws IllegalArgumentException saying what is wrong, without the address: it may hold secrets
   */
  public static PublicUrl parse(String text) {
    URI uri = uri(text);
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    boolean secure = scheme.equals("https");
    if (!secure && !scheme.equals("http")) {
      throw new IllegalArgumentException("not an http or https URL");
    }
    if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
      throw new IllegalArgumentException("has a query or a fragment, which it must not");
    }
    if (uri.getRawUserInfo() != null) {
      throw new IllegalArgumentException("has user information, which it must not");
    }
    String host = uri.getHost() == null ? "" : uri.getHost().toLowerCase(Locale.ROOT);
    int port = uri.getPort() == -1 ? defaultPort(secure) : uri.getPort();
    String path = uri.getRawPath() == null ? "" : uri.getRawPath().replaceFirst("/+$", "");
    return new PublicUrl(secure, host, port, path);
  }

  /**
   * The address of a server that nothing stands before.
   *
   * @param host what it listens on; for any address, {@code localhost} is said
   */
  public static PublicUrl of(boolean secure, String host, int port) {
    if (ANY_ADDRESS.contains(host)) {
      return new PublicUrl(secure, "localhost", port, "");
    }
    boolean bare = host.indexOf(':') >= 0 && !host.startsWith("[");
    return new PublicUrl(secure, bare ? "[" + host + "]" : host, port, "");
  }

  /** The whole address, without a slash at its end: what the path of a link is added to. */
  public String base() {
    return scheme() + "://" + authority() + path;
  }

  /** The page where an invitation is accepted; what works stands where no log sees it. */
  public String invitation(String token) {
    return base() + "/invitation#" + token;
  }

  /** The page where another password is set. */
  public String passwordReset(String token) {
    return base() + "/reset-password#" + token;
  }

  /** What Sentry's SDKs take: address, API token and project in one. */
  public String dsn(String apiToken, long project) {
    return scheme() + "://" + apiToken + "@" + authority() + path + "/" + project;
  }

  @Override
  public String toString() {
    return base();
  }

  private String scheme() {
    return secure ? "https" : "http";
  }

  private String authority() {
    return port == defaultPort(secure) ? host : host + ":" + port;
  }

  private static int defaultPort(boolean secure) {
    return secure ? 443 : 80;
  }

  private static URI uri(String text) {
    try {
      return new URI(text.strip());
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("not a URL", e);
    }
  }
}
