// SPDX-License-Identifier: Apache-2.0
package dev.tombo.benchmarks;

import dev.tombo.server.ingest.Batch;
import dev.tombo.server.ingest.BodyReader;
import dev.tombo.server.ingest.BodyRoom;
import dev.tombo.server.ingest.ContentCoding;
import dev.tombo.server.ingest.Limits;
import dev.tombo.server.ingest.NativeDecoder;
import dev.tombo.server.ingest.otlp.OtlpDecoder;
import dev.tombo.server.ingest.sentry.Envelope;
import dev.tombo.server.ingest.sentry.EnvelopeReader;
import dev.tombo.server.ingest.sentry.SentryDecoder;
import dev.tombo.server.model.Event;
import dev.tombo.server.model.EventId;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * From a body's bytes to the same event, in our own form, in Sentry's and in both of OTLP's, on one
 * core. OTLP's has its stacks printed and no breadcrumbs.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class ProtocolDecoding {
  private static final int MEMORY = 64 << 20;

  private final BodyReader bodies = new BodyReader(MEMORY, System::nanoTime);
  private final NativeDecoder decoder = new NativeDecoder(Limits.STANDARD, () -> new EventId(0, 1));
  private final SentryDecoder sentryDecoder =
      new SentryDecoder(Limits.STANDARD, InstantSource.system(), () -> new EventId(0, 1));
  private final byte[] batch = new SampleEvents(1).batchOfOne();
  private final byte[] envelope = SampleEnvelope.of(event());
  private final OtlpDecoder otlpDecoder = new OtlpDecoder(Limits.STANDARD, () -> new EventId(0, 1));
  private final byte[] protobuf = SampleLogs.protobuf(event());
  private final byte[] json = SampleLogs.json(event());

  /** Our own form. */
  @Benchmark
  public Batch own() {
    return read(batch, decoder::json);
  }

  /** OTLP in protobuf. */
  @Benchmark
  public Batch otlpProtobuf() {
    return read(protobuf, otlpDecoder::protobuf);
  }

  /** OTLP in JSON. */
  @Benchmark
  public Batch otlpJson() {
    return read(json, otlpDecoder::json);
  }

  /** An envelope. */
  @Benchmark
  public Batch envelope() {
    try (BodyRoom room = bodies.room(Duration.ZERO)) {
      return bodies.open(
          new ByteArrayInputStream(envelope),
          ContentCoding.IDENTITY,
          Limits.STANDARD.bodyBytes(),
          EnvelopeReader.MAX_BYTES,
          room,
          in -> {
            EnvelopeReader reader = new EnvelopeReader(in, Limits.STANDARD, room);
            Envelope read = new Envelope(reader.head(), reader.items());
            return sentryDecoder.envelope(read, "127.0.0.1").batch();
          });
    }
  }

  private Batch read(byte[] sent, Function<byte[], Batch> decoding) {
    try (BodyReader.Body body =
        bodies.read(
            new ByteArrayInputStream(sent),
            ContentCoding.IDENTITY,
            Limits.STANDARD.bodyBytes(),
            Duration.ZERO)) {
      return decoding.apply(body.bytes());
    }
  }

  private Event event() {
    if (decoder.json(batch).parts().getFirst() instanceof Batch.EventPart part) {
      return part.event();
    }
    throw new IllegalStateException("the sample is not an event");
  }
}
