// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.ingest;

import dev.tombo.server.grouping.Grouping;
import dev.tombo.server.ingest.Batch.EventPart;
import dev.tombo.server.model.Event;
import dev.tombo.server.model.EventId;
import dev.tombo.server.model.RejectReason;
import dev.tombo.server.model.ScrubbingRules;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Takes what was decoded of anything as far as the digest. */
public final class FuzzedIngest {
  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

  private static final NativeDecoder DECODER =
      new NativeDecoder(Limits.STANDARD, () -> new EventId(0, 7));

  private static final Scrubber SCRUBBER = new Scrubber(ScrubbingRules.STANDARD);

  private FuzzedIngest() {}

  /** Prepares each part; what is stored of an event has to be readable, and the same. */
  public static void prepare(Batch batch) {
    Preparation preparation =
        new Preparation(
            Limits.STANDARD,
            Timing.of(NOW, batch.sentAt()),
            SCRUBBER,
            Grouping::judge,
            new Compressor(new NoDictionaries()),
            1);
    for (Batch.Part part : batch.parts()) {
      if (preparation.prepare(part) instanceof Preparation.Ready ready
          && part instanceof EventPart event
          && ready.item().facts() != null) {
        byte[] body = ready.item().facts().body();
        requireReadable(event.event(), BodyCodec.decompress(body, id -> Optional.empty()));
      }
    }
  }

  private static void requireReadable(Event sent, EventText stored) {
    ByteArrayOutputStream batch = new ByteArrayOutputStream();
    batch.writeBytes("{\"events\":[".getBytes(StandardCharsets.UTF_8));
    batch.writeBytes(stored.json());
    batch.writeBytes("]}".getBytes(StandardCharsets.UTF_8));
    Batch.Part read = DECODER.json(batch.toByteArray()).parts().getFirst();
    boolean tooLarge =
        read instanceof Batch.Unreadable unreadable
            && unreadable.reason() == RejectReason.TOO_LARGE;
    boolean good =
        read instanceof EventPart part && (!stored.asSent() || part.event().equals(sent));
    if (!tooLarge && !good) {
      throw new AssertionError("stored and read as another: " + batch);
    }
  }

  /** An event of which a text is every text. */
  public static Event event(String text) {
    String quoted =
        new String(
            com.fasterxml.jackson.core.io.JsonStringEncoder.getInstance().quoteAsString(text));
    String json =
        """
        {"events":[{"id":"0193b0b0b0b070008000000000000001","platform":"java","message":"%1$s","culprit":"%1$s",
         "logger":"%1$s","exceptions":[{"type":"%1$s","message":"%1$s","frames":[
         {"class":"%1$s","method":"%1$s","file":"%1$s","line":1},{"class":"com.acme.A","method":"%1$s"}]}]}]}
        """
            .formatted(quoted);
    Batch batch = DECODER.json(json.getBytes(StandardCharsets.UTF_8));
    return batch.parts().getFirst() instanceof EventPart part
        ? part.event()
        : ((EventPart) DECODER.json(EMPTY.getBytes(StandardCharsets.UTF_8)).parts().getFirst())
            .event();
  }

  private static final String EMPTY =
      "{\"events\":[{\"id\":\"0193b0b0b0b070008000000000000001\",\"message\":\"a\"}]}";

  /** Scrubs a text wherever texts are scrubbed. */
  public static void scrub(String text) {
    Secrets secrets = new Secrets(ScrubbingRules.STANDARD);
    JsonScrubber inJson = new JsonScrubber(secrets);
    TextScrubber inText = new TextScrubber(secrets, inJson);
    var unused =
        List.of(
            inText.address(text),
            inText.body(text),
            inJson.scrub(text),
            SCRUBBER.scrub(event(text)));
  }

  /** Scrubs an event by the rules of a project. */
  public static void scrub(ScrubbingRules rules) {
    var unused =
        new Scrubber(rules).scrub(event("user 42, order=secret-1234 a@example.com aaaaaa"));
  }
}
