// SPDX-License-Identifier: Apache-2.0
package dev.tombo;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes an event that is too large for the server small enough, at the price of detail. */
final class Reduction {
  private static final int MAX_TEXT = 4096;
  private static final int MAX_EXCEPTIONS = 16;
  private static final int MAX_FRAMES = 48;

  private Reduction() {}

  /** Returns the event without its bulk, and with a note that says so. */
  static Event of(Event event, int encodedBytes) {
    EventData data = event.data;
    List<String> notes = new ArrayList<>();
    List<CapturedException> exceptions = new ArrayList<>();
    for (CapturedException exception : new Stacks(MAX_FRAMES, notes).bound(data.exceptions)) {
      if (exceptions.size() < MAX_EXCEPTIONS && exception.of < MAX_EXCEPTIONS) {
        exceptions.add(exception.toBuilder().message(cut(exception.message)).build());
      }
    }
    Event.Builder reduced =
        event.toBuilder()
            .message(cut(data.message))
            .template(cut(data.template))
            .exceptions(exceptions)
            .arguments()
            .tags(Collections.emptyMap())
            .markers(Collections.emptyList())
            .breadcrumbs(Collections.emptyList())
            .modules(Collections.emptyMap())
            .fingerprint()
            .request(null)
            .user(data.user)
            .note(
                "event: of "
                    + encodedBytes
                    + " bytes, too large; arguments, tags, context, breadcrumbs, modules and request"
                    + " left out");
    data.context.keySet().forEach(section -> reduced.context(section, null));
    notes.forEach(reduced::note);
    return reduced.build();
  }

  private static @Nullable String cut(@Nullable String text) {
    return Text.cutOrNull(text, MAX_TEXT);
  }
}
