// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.crash;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/**
 * A request's content; each attempt sends the same. Immutable.
 *
 * @param id the batch's, 32 hex digits
 * @param items in the order in which they are answered; an id may stand there twice
 * @param discarded how many events the client says it gave up; 0 for none
 * @param gzip whether it travels compressed
 * @param lines whether it travels as NDJSON
 */
record SentBatch(String id, List<SentItem> items, int discarded, boolean gzip, boolean lines) {
  static final String REASON = "queue_full";

  private static final ObjectMapper JSON = new ObjectMapper();

  List<SentItem> events() {
    return items.stream().filter(item -> !item.isRepeat()).toList();
  }

  List<SentItem> repeats() {
    return items.stream().filter(SentItem::isRepeat).toList();
  }

  /** How many of the items are known to the server if it knows the ids that the predicate takes. */
  int duplicates(Predicate<String> known) {
    long fresh = items.stream().map(SentItem::id).distinct().filter(known.negate()).count();
    return items.size() - (int) fresh;
  }

  /** The body of an attempt. */
  byte[] body(Instant sentAt) {
    String text = lines ? ndjson(sentAt) : write(tree(sentAt));
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return gzip ? compress(bytes) : bytes;
  }

  private Map<String, Object> tree(Instant sentAt) {
    return Map.of(
        "id", id,
        "sentAt", sentAt.toString(),
        "events", events().stream().map(SentItem::json).toList(),
        "repeats", repeats().stream().map(SentItem::json).toList(),
        "discarded", discarded == 0 ? List.of() : List.of(discard()));
  }

  private String ndjson(Instant sentAt) {
    Stream<Map<String, ?>> content =
        items.stream().map(item -> Map.of(item.isRepeat() ? "repeat" : "event", item.json()));
    Stream<Map<String, ?>> head =
        Stream.of(Map.of("batch", Map.of("id", id, "sentAt", sentAt.toString())));
    Stream<Map<String, ?>> tail =
        discarded == 0 ? Stream.of() : Stream.of(Map.of("discarded", discard()));
    return Stream.of(head, content, tail)
        .flatMap(lines -> lines)
        .map(SentBatch::write)
        .collect(Collectors.joining("\n"));
  }

  private Map<String, Object> discard() {
    return Map.of("reason", REASON, "count", discarded);
  }

  private static String write(Object tree) {
    try {
      return JSON.writeValueAsString(tree);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] compress(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
