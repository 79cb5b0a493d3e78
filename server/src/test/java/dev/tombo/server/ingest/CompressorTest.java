// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tombo.server.model.Event;
import dev.tombo.server.model.EventId;
import dev.tombo.server.model.Fingerprint;
import dev.tombo.server.model.Frame;
import dev.tombo.server.model.Thrown;
import dev.tombo.server.model.User;
import dev.tombo.server.store.DictionaryStore;
import dev.tombo.server.store.StoreException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Tries bodies against dictionaries that are made ready and given up again. */
final class CompressorTest {
  private static final EventText TEXT =
      new EventText(EventEncoder.encode(event("order 42 failed")), true);

  private final AtomicInteger reads = new AtomicInteger();
  private final DictionaryStore store = new Made();

  @Test
  void compress_againstADictionary_isReadBack() {
    byte[] body = compressed(new Compressor(store), 7);

    assertThat(new StoredBodies(store).text(1, body)).usingRecursiveComparison().isEqualTo(TEXT);
    assertThat(body.length).isLessThan(BodyCodec.compress(TEXT).length / 2);
  }

  @Test
  void compress_again_readsNoDictionaryAgain() {
    Compressor compressor = new Compressor(store);

    byte[] first = compressed(compressor, 7);

    assertThat(compressed(compressor, 7)).isEqualTo(first);
    assertThat(reads).hasValue(1);
  }

  @Test
  void compress_moreDictionariesThanThereIsMemoryFor_isReadBackAll() {
    Compressor compressor = new Compressor(store, 100_000);
    StoredBodies bodies = new StoredBodies(store);

    assertThat(
            IntStream.range(0, 2_000).parallel().mapToObj(n -> compressed(compressor, 1 + n % 20)))
        .allSatisfy(
            body -> assertThat(bodies.text(1, body)).usingRecursiveComparison().isEqualTo(TEXT));
    assertThat(reads).hasValueGreaterThan(20);
  }

  @Test
  void compress_whereThereIsNoDictionary_isEmpty() {
    Compressor compressor = new Compressor(new NoDictionaries());

    assertThat(compressor.compress(1, new Fingerprint("v1:1"), TEXT)).isEmpty();
  }

  @Test
  void compress_whileTheStoreIsAway_isEmpty() {
    DictionaryStore away =
        new DictionaryStore() {
          @Override
          public Optional<Dictionary> ofFingerprint(long project, Fingerprint fingerprint) {
            throw new StoreException("away");
          }

          @Override
          public Optional<byte[]> find(long project, long id) {
            throw new StoreException("away");
          }
        };

    assertThat(new Compressor(away).compress(1, new Fingerprint("v1:1"), TEXT)).isEmpty();
  }

  @Test
  void text_dictionaryIsMissing_isRefused() {
    byte[] body = compressed(new Compressor(store), 7);
    StoredBodies bodies = new StoredBodies(new NoDictionaries());

    assertThatThrownBy(() -> bodies.text(1, body))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("dictionary 7 is missing");
  }

  @Test
  void skeleton_ofAnEvent_hasNothingOfAnybody() {
    String skeleton =
        new String(Skeleton.of(event("order 42 failed")).orElseThrow(), StandardCharsets.UTF_8);

    assertThat(skeleton)
        .contains("com.acme.Orders", "place", "java.lang.IllegalStateException", "tenant")
        .doesNotContain("42", "ana", "t-17");
  }

  @Test
  void skeleton_ofNamesThatTellWhoseTheEventIs_isNone() {
    Event.Builder event = event("").toBuilder();
    User eva = new User("eva-7", null, "root", null, Map.of());

    assertThat(Skeleton.of(event.logger("mails.eva@example.com").build())).isEmpty();
    assertThat(Skeleton.of(event.logger("sessions.eva-7").user(eva).build())).isEmpty();
    assertThat(Skeleton.of(event.logger("react@18.2.0/root").user(eva).build())).isPresent();
  }

  private static byte[] compressed(Compressor compressor, int fault) {
    return compressor.compress(1, new Fingerprint("v1:" + fault), TEXT).orElseThrow();
  }

  private static Event event(String message) {
    List<Frame> frames =
        IntStream.range(0, 40)
            .mapToObj(
                n ->
                    new Frame(
                        "com.acme.Orders" + n * n * 7919,
                        "place" + n * 31,
                        "Orders.java",
                        n,
                        null,
                        null,
                        true,
                        null,
                        null,
                        Map.of()))
            .toList();
    return Event.builder(new EventId(1, 2))
        .message(message)
        .tags(Map.of("tenant", "t-17"))
        .user(new User("ana", null, null, null, Map.of()))
        .exceptions(
            List.of(
                new Thrown(
                    "java.lang.IllegalStateException",
                    message,
                    Thrown.Relation.THROWN,
                    null,
                    0,
                    frames,
                    null,
                    Map.of())))
        .build();
  }

  /** A store in which each fingerprint has a dictionary, whose id it ends in. */
  private final class Made implements DictionaryStore {
    @Override
    public Optional<Dictionary> ofFingerprint(long project, Fingerprint fingerprint) {
      reads.incrementAndGet();
      long id = Long.parseLong(fingerprint.value().substring("v1:".length()));
      return Optional.of(new Dictionary(id, Skeleton.of(event("")).orElseThrow()));
    }

    @Override
    public Optional<byte[]> find(long project, long id) {
      return Optional.of(Skeleton.of(event("")).orElseThrow());
    }
  }
}
