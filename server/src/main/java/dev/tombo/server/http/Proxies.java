// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.http;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.HttpRequest;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The proxies that are believed when they say for whom they ask, in one header: of several, one
 * that they pass on unread would be the client's to write. Immutable.
 *
 * @param blocks their addresses
 * @param header in which they say it
 */
public record Proxies(List<Block> blocks, Header header) {
  /** Nobody is believed. */
  public static final Proxies NONE = new Proxies(List.of(), Header.X_FORWARDED_FOR);

  private static final Pattern V4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
  private static final Pattern V6 = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

  /** An address, maybe in brackets, maybe with a port. */
  private static final Pattern NODE =
      Pattern.compile("\\[([^\\]]*)](?::\\d+)?|([^:]+)(?::\\d+)?|([^\\[]*:[^\\[]*:[^\\[]*)");

  /** Where a proxy says for whom it asks. */
  public enum Header {
    /** What most proxies write. */
    X_FORWARDED_FOR("X-Forwarded-For"),
    /** RFC 7239. */
    FORWARDED("Forwarded");

    private final String wireName;

    Header(String name) {
      this.wireName = name;
    }

    /**
     * Reads a header's name.
     *
     * @throws IllegalArgumentException if it is another
     */
    public static Header parse(String text) {
      return Arrays.stream(values())
          .filter(one -> one.wireName.equalsIgnoreCase(text))
          .findFirst()
          .orElseThrow(
              () -> new IllegalArgumentException("not X-Forwarded-For or Forwarded: " + text));
    }
  }

  /**
   * Addresses that begin alike.
   *
   * @param address one of them
   * @param bits how many they share
   */
  public record Block(InetAddress address, int bits) {
    private static Block parse(String text) {
      String[] parts = text.split("/", 2);
      InetAddress address = literal(parts[0]).orElseThrow(() -> none(text));
      int most = address.getAddress().length * Byte.SIZE;
      if (parts.length == 1) {
        return new Block(address, most);
      }
      if (!parts[1].matches("\\d{1,3}") || Integer.parseInt(parts[1]) > most) {
        throw none(text);
      }
      return new Block(address, Integer.parseInt(parts[1]));
    }

    private static IllegalArgumentException none(String text) {
      return new IllegalArgumentException(
          "not an address or block such as 10.0.0.7 or 10.0.0.0/8: " + text);
    }

    boolean contains(InetAddress other) {
      byte[] mine = address.getAddress();
      byte[] theirs = other.getAddress();
      if (mine.length != theirs.length) {
        return false;
      }
      for (int bit = 0; bit < bits; bit++) {
        int mask = 0x80 >> bit % Byte.SIZE;
        if (((mine[bit / Byte.SIZE] ^ theirs[bit / Byte.SIZE]) & mask) != 0) {
          return false;
        }
      }
      return true;
    }
  }

  /**
   * Reads addresses and blocks, with commas between them.
   *
   * @throws IllegalArgumentException naming one that is none
   */
  public static List<Block> blocks(String text) {
    return Arrays.stream(text.split(",", -1)).map(String::strip).map(Block::parse).toList();
  }

  /** Whether an address is one of theirs. */
  boolean isTrusted(InetAddress address) {
    return blocks.stream().anyMatch(block -> block.contains(address));
  }

  /** Who asks: the other end of the connection or, where that is a proxy, for whom it does. */
  InetAddress client(HttpRequest request) {
    InetAddress peer =
        request.remotePeer().address() instanceof InetSocketAddress socket
                && socket.getAddress() != null
            ? socket.getAddress()
            : InetAddress.getLoopbackAddress();
    return isTrusted(peer)
        ? client(peer, request.headers().all(HeaderNames.create(header.wireName), List::of))
        : peer;
  }

  /**
   * Goes back from proxy to proxy for as long as they are trusted and say what can be read.
   *
   * @param lines of the header, in their order
   */
  InetAddress client(InetAddress peer, List<String> lines) {
    String[] hops = String.join(",", lines).split(",", -1);
    InetAddress client = peer;
    for (int i = hops.length - 1; i >= 0 && isTrusted(client); i--) {
      Optional<InetAddress> before = node(hops[i]).flatMap(Proxies::literal);
      if (before.isEmpty()) {
        break;
      }
      client = before.get();
    }
    return client;
  }

  private Optional<String> node(String hop) {
    String node =
        switch (header) {
          case X_FORWARDED_FOR -> hop.strip();
          case FORWARDED ->
              Arrays.stream(hop.split(";", -1))
                  .map(String::strip)
                  .filter(pair -> pair.toLowerCase(Locale.ROOT).startsWith("for="))
                  .map(pair -> pair.substring("for=".length()).replace("\"", ""))
                  .findFirst()
                  .orElse("");
        };
    var matcher = NODE.matcher(node);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    return Optional.ofNullable(matcher.group(1))
        .or(() -> Optional.ofNullable(matcher.group(2)))
        .or(() -> Optional.ofNullable(matcher.group(3)));
  }

  /** An address in digits; a name is none, so that nothing is looked up. */
  private static Optional<InetAddress> literal(String text) {
    if (!V4.matcher(text).matches() && !V6.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(InetAddress.getByName(text));
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }
}
