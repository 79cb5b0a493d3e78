// SPDX-License-Identifier: Apache-2.0
package dev.tombo.benchmarks;

import dev.tombo.server.grouping.Grouping;
import dev.tombo.server.ingest.Batch;
import dev.tombo.server.ingest.Compressor;
import dev.tombo.server.ingest.EventEncoder;
import dev.tombo.server.ingest.EventText;
import dev.tombo.server.ingest.Limits;
import dev.tombo.server.ingest.NativeDecoder;
import dev.tombo.server.ingest.Scrubber;
import dev.tombo.server.model.Event;
import dev.tombo.server.model.EventId;
import dev.tombo.server.model.Fingerprint;
import dev.tombo.server.model.ScrubbingRules;
import dev.tombo.server.model.Verdict;
import dev.tombo.server.store.DictionaryStore;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What each stage of the ingest costs for one event, on one core. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class IngestStages {
  private final NativeDecoder decoder = new NativeDecoder(Limits.STANDARD, () -> new EventId(0, 1));
  private final byte[] batch = new SampleEvents(1).batchOfOne();
  private final Event event = decoded();
  private final Scrubber scrubber = new Scrubber(ScrubbingRules.STANDARD);
  private final byte[] body = EventEncoder.encode(event);
  private final Fingerprint fingerprint = Grouping.judge(event).fingerprint();
  private final Compressor compressor = new Compressor(new OneDictionary(body));

  /** From bytes to an event. */
  @Benchmark
  public Batch decode() {
    return decoder.json(batch);
  }

  /** From an event to one without its secrets. */
  @Benchmark
  public Event scrub() {
    return scrubber.scrub(event);
  }

  /** From an event to its fingerprint, title and culprit. */
  @Benchmark
  public Verdict judge() {
    return Grouping.judge(event);
  }

  /** From an event to the JSON that is stored. */
  @Benchmark
  public byte[] encode() {
    return EventEncoder.encode(event);
  }

  /** From that JSON to what is written, against a dictionary that has all of it. */
  @Benchmark
  public Optional<byte[]> compress() {
    return compressor.compress(1, fingerprint, EventText.written(body));
  }

  /** A store of one dictionary for all. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record OneDictionary(byte[] bytes) implements DictionaryStore {
    @Override
    public Optional<Dictionary> ofFingerprint(long project, Fingerprint fingerprint) {
      return Optional.of(new Dictionary(1, bytes));
    }

    @Override
    public Optional<byte[]> find(long project, long id) {
      return Optional.of(bytes);
    }
  }

  private Event decoded() {
    if (decoder.json(batch).parts().getFirst() instanceof Batch.EventPart part) {
      return part.event();
    }
    throw new IllegalStateException("the sample is not an event");
  }
}
