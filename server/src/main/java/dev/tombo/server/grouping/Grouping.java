// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.grouping;

import dev.tombo.server.model.Event;
import dev.tombo.server.model.Fingerprint;
import dev.tombo.server.model.Frame;
import dev.tombo.server.model.Sha256;
import dev.tombo.server.model.Thrown;
import dev.tombo.server.model.Verdict;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Says which fault an event shows. Version 0: the types of the chain without wrappers, and of each
 * the in-app frames without their lines, recursions once; without frames the type with its message,
 * without exceptions the template or message with its logger. Pure.
 */
public final class Grouping {
  private static final String VERSION = "v0";
  private static final int HASH_BYTES = 16;
  private static final int MAX_TITLE = 300;
  private static final String UNTITLED = "(no message)";

  private Grouping() {}

  /** The verdict on an event. */
  public static Verdict judge(Event event) {
    Chain chain = Chain.of(event.exceptions());
    return new Verdict(
        new Fingerprint(VERSION + ":" + hash(parts(event, chain))),
        title(event, chain),
        chain.root().map(Grouping::culprit).orElse(null));
  }

  /** What the fingerprint of an event is made from, in order, each with its kind before a colon. */
  public static List<String> explain(Event event) {
    return parts(event, Chain.of(event.exceptions()));
  }

  private static List<String> parts(Event event, Chain chain) {
    if (event.fingerprint().isEmpty()) {
      return ownParts(event, chain);
    }
    List<String> parts = new ArrayList<>();
    for (String part : event.fingerprint()) {
      if (part.equals("{{ default }}") || part.equals("{{default}}")) {
        parts.addAll(ownParts(event, chain));
      } else {
        parts.add("text:" + part);
      }
    }
    return parts;
  }

  private static List<String> ownParts(Event event, Chain chain) {
    List<String> parts = new ArrayList<>();
    for (Chain.Link link : chain.links()) {
      Thrown thrown = link.thrown();
      parts.add("type:" + Names.stable(text(thrown.type())));
      List<Frame> frames = InApp.orAll(link.frames());
      parts.addAll(Recursion.collapse(frames.stream().map(Grouping::call).toList()));
      if (frames.isEmpty()) {
        parts.add("message:" + Names.masked(text(thrown.message())));
      }
    }
    if (parts.isEmpty()) {
      String template = event.template();
      parts.add("template:" + (template == null ? Names.masked(text(event.message())) : template));
      parts.add("logger:" + text(event.logger()));
    }
    return parts;
  }

  private static String call(Frame frame) {
    return "frame:" + Names.stable(text(frame.className())) + "#" + Names.method(frame.method());
  }

  private static String title(Event event, Chain chain) {
    String title =
        chain.root().map(link -> title(link.thrown())).orElseGet(() -> text(event.message()));
    if (title.isBlank()) {
      title = text(event.template());
    }
    String line = title.isBlank() ? UNTITLED : title.strip().lines().findFirst().orElse(UNTITLED);
    return shortened(line);
  }

  private static String title(Thrown thrown) {
    String message = text(thrown.message());
    String type = text(thrown.type());
    return message.isBlank() || type.isBlank() ? type + message : type + ": " + message;
  }

  private static @Nullable String culprit(Chain.Link link) {
    List<Frame> frames = InApp.only(link.frames());
    if (frames.isEmpty()) {
      return null;
    }
    Frame first = frames.getFirst();
    String method = text(first.method());
    return shortened(text(first.className()) + (method.isEmpty() ? "" : "." + method));
  }

  private static String shortened(String line) {
    if (line.length() <= MAX_TITLE) {
      return line;
    }
    int end = MAX_TITLE - 1;
    boolean splitsPair = Character.isHighSurrogate(line.charAt(end - 1));
    return line.substring(0, splitsPair ? end - 1 : end) + "…";
  }

  /**
   * Half of the parts' SHA-256 in hex. Each part goes in after its length, so that "ab", "c" and
   * "a", "bc" differ.
   */
  private static String hash(List<String> parts) {
    MessageDigest sha = Sha256.start();
    ByteBuffer length = ByteBuffer.allocate(Integer.BYTES);
    for (String part : parts) {
      byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
      sha.update(length.clear().putInt(bytes.length).flip());
      sha.update(bytes);
    }
    return HexFormat.of().formatHex(sha.digest(), 0, HASH_BYTES);
  }

  private static String text(@Nullable String value) {
    return value == null ? "" : value;
  }
}
