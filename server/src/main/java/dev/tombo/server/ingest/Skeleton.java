// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.ingest;

import dev.tombo.server.model.Event;
import dev.tombo.server.model.EventId;
import dev.tombo.server.model.Frame;
import dev.tombo.server.model.Thrown;
import dev.tombo.server.model.User;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What an event has in common with the others of its fault: types, frames, names and modules, and
 * nothing that is anybody's, for it is kept when the event is erased. A template is not among it:
 * not every one is a constant.
 */
final class Skeleton {
  private static final int MOST = 32 << 10;

  /** Shorter names, and words, are anywhere by chance. */
  private static final int LEAST = 4;

  /** Not a package with its version. */
  private static final Pattern EMAIL =
      Pattern.compile(
          "[A-Za-z0-9_+-]@[A-Za-z0-9-]{1,63}(?:\\.[A-Za-z0-9-]{1,63}){0,8}\\.[A-Za-z]{2}");

  private Skeleton() {}

  /**
   * The skeleton of an event, written as events are; empty where even names would tell whose the
   * event is.
   */
  static Optional<byte[]> of(Event event) {
    Event bare =
        Event.builder(new EventId(0, 0))
            .occurredAt(Instant.EPOCH)
            .level(event.level())
            .platform(event.platform())
            .logger(event.logger())
            .exceptions(event.exceptions().stream().map(Skeleton::of).toList())
            .tags(names(event.tags()))
            .modules(event.modules())
            .sdk(event.sdk())
            .build();
    byte[] json = EventEncoder.encode(bare);
    return isAnybodys(new String(json, StandardCharsets.UTF_8), event.user())
        ? Optional.empty()
        : Optional.of(json.length > MOST ? Arrays.copyOf(json, MOST) : json);
  }

  private static boolean isAnybodys(String json, @Nullable User user) {
    return EMAIL.matcher(json).find()
        || (user != null
            && Stream.of(user.id(), user.email(), user.username(), user.ip())
                .anyMatch(name -> name != null && tells(name) && json.contains(name)));
  }

  private static boolean tells(String name) {
    return name.length() >= LEAST && !name.chars().allMatch(Character::isLetter);
  }

  private static Thrown of(Thrown thrown) {
    return new Thrown(
        thrown.type(),
        null,
        thrown.relation(),
        thrown.of(),
        thrown.commonFrames(),
        thrown.frames().stream().map(Skeleton::of).toList(),
        null,
        Map.of());
  }

  private static Frame of(Frame frame) {
    return new Frame(
        frame.className(),
        frame.method(),
        frame.file(),
        frame.line(),
        frame.column(),
        frame.module(),
        frame.inApp(),
        frame.nativeCode(),
        null,
        Map.of());
  }

  private static Map<String, String> names(Map<String, String> values) {
    Map<String, String> names = new LinkedHashMap<>(values);
    names.replaceAll((name, value) -> "");
    return names;
  }
}
