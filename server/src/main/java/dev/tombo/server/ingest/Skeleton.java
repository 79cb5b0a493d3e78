// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.ingest;

import dev.tombo.server.model.Event;
import dev.tombo.server.model.EventId;
import dev.tombo.server.model.Frame;
import dev.tombo.server.model.Thrown;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What an event has in common with the others of its fault: types, frames, names and modules, and
 * nothing that is anybody's, for it is kept when the event is erased.
 */
final class Skeleton {
  private static final int MOST = 32 << 10;

  private Skeleton() {}

  /** The skeleton of an event, written as events are. */
  static byte[] of(Event event) {
    Event bare =
        Event.builder(new EventId(0, 0))
            .occurredAt(Instant.EPOCH)
            .level(event.level())
            .platform(event.platform())
            .template(event.template())
            .logger(event.logger())
            .exceptions(event.exceptions().stream().map(Skeleton::of).toList())
            .tags(names(event.tags()))
            .modules(event.modules())
            .sdk(event.sdk())
            .build();
    byte[] json = EventEncoder.encode(bare);
    return json.length > MOST ? Arrays.copyOf(json, MOST) : json;
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
