// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.fuzz;

import dev.tombo.server.auth.BadFieldException;
import dev.tombo.server.auth.JwtAccessTokens;
import dev.tombo.server.auth.KeyFile;
import dev.tombo.server.grouping.Grouping;
import dev.tombo.server.http.FuzzedRequests;
import dev.tombo.server.ingest.BodyReader;
import dev.tombo.server.ingest.BodyRoom;
import dev.tombo.server.ingest.BodyTooLargeException;
import dev.tombo.server.ingest.ContentCoding;
import dev.tombo.server.ingest.FuzzedIngest;
import dev.tombo.server.ingest.Limits;
import dev.tombo.server.ingest.MalformedBodyException;
import dev.tombo.server.ingest.NativeDecoder;
import dev.tombo.server.ingest.otlp.OtlpDecoder;
import dev.tombo.server.ingest.sentry.Dsn;
import dev.tombo.server.ingest.sentry.Envelope;
import dev.tombo.server.ingest.sentry.EnvelopeReader;
import dev.tombo.server.ingest.sentry.SentryDecoder;
import dev.tombo.server.ingest.sentry.StoreBody;
import dev.tombo.server.ingest.stacktext.StackText;
import dev.tombo.server.model.Emails;
import dev.tombo.server.model.EventId;
import dev.tombo.server.model.GroupingRules;
import dev.tombo.server.model.IssueId;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What reads bytes of others: the bytes decide what comes of it, never that it fails. */
public enum FuzzTarget {
  NATIVE_JSON {
    @Override
    void read(byte[] bytes) {
      FuzzedIngest.prepare(NATIVE.json(bytes));
    }
  },
  NATIVE_NDJSON {
    @Override
    void read(byte[] bytes) {
      FuzzedIngest.prepare(NATIVE.ndjson(bytes));
    }
  },
  SENTRY_ENVELOPE {
    @Override
    void read(byte[] bytes) throws IOException {
      try (BodyRoom room = BODIES.room(Duration.ZERO)) {
        var reader = new EnvelopeReader(new ByteArrayInputStream(bytes), LIMITS, room);
        Envelope envelope = new Envelope(reader.head(), reader.items());
        FuzzedIngest.prepare(SENTRY.envelope(envelope, "192.0.2.7").batch());
      }
    }
  },
  SENTRY_STORE {
    @Override
    void read(byte[] bytes) {
      byte[] json = StoreBody.unwrap(bytes, LIMITS.eventBytes());
      FuzzedIngest.prepare(SENTRY.store(json, "192.0.2.7").batch());
    }
  },
  OTLP_JSON {
    @Override
    void read(byte[] bytes) {
      FuzzedIngest.prepare(OTLP.json(bytes));
    }
  },
  OTLP_PROTOBUF {
    @Override
    void read(byte[] bytes) {
      FuzzedIngest.prepare(OTLP.protobuf(bytes));
    }
  },
  CODING {
    @Override
    void read(byte[] bytes) {
      ContentCoding[] codings = ContentCoding.values();
      int coding = bytes.length == 0 ? 0 : Math.floorMod(bytes[0], codings.length);
      byte[] sent = Arrays.copyOfRange(bytes, Math.min(1, bytes.length), bytes.length);
      BODIES.read(new ByteArrayInputStream(sent), codings[coding], 1 << 20, Duration.ZERO).close();
    }
  },
  STACK_TEXT {
    @Override
    void read(byte[] bytes) {
      String[] parts = text(bytes).split("\0", 3);
      String platform = parts.length == 3 ? parts[1] : null;
      String message = parts.length == 3 ? parts[2] : null;
      var unused = StackText.parse(platform, parts[0], null, message);
    }
  },
  GROUPING {
    @Override
    void read(byte[] bytes) {
      var event = FuzzedIngest.event(text(bytes));
      var verdict = Grouping.judge(event);
      if (!verdict.equals(Grouping.judge(event))) {
        throw new AssertionError("judged in two ways");
      }
      var unused = Grouping.explain(event, GroupingRules.NONE);
    }
  },
  SCRUBBER {
    @Override
    void read(byte[] bytes) {
      FuzzedIngest.scrub(text(bytes));
    }
  },
  RULES {
    @Override
    void read(byte[] bytes) throws IOException {
      FuzzedRequests.rules(bytes);
    }
  },
  SCRUBBING_RULES {
    @Override
    void read(byte[] bytes) throws IOException {
      FuzzedRequests.scrubbingRules(bytes);
    }
  },
  ACCESS_TOKEN {
    @Override
    void read(byte[] bytes) {
      if (JWT.verify(text(bytes)).isPresent()) {
        throw new AssertionError("nobody signed it");
      }
    }
  },
  CREDENTIALS {
    @Override
    void read(byte[] bytes) {
      FuzzedRequests.credentials(text(bytes));
      var unused =
          List.of(
              Dsn.parse(text(bytes)),
              Emails.parse(text(bytes)),
              EventId.parse(text(bytes)),
              IssueId.parse(text(bytes)));
    }
  },
  PARAMETERS {
    @Override
    void read(byte[] bytes) {
      FuzzedRequests.parameters(text(bytes));
    }
  };

  private static final Limits LIMITS = Limits.STANDARD;
  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
  private static final BodyReader BODIES = new BodyReader(256 << 20, System::nanoTime);
  private static final NativeDecoder NATIVE = new NativeDecoder(LIMITS, () -> new EventId(0, 7));
  private static final OtlpDecoder OTLP = new OtlpDecoder(LIMITS, () -> new EventId(0, 7));
  private static final SentryDecoder SENTRY =
      new SentryDecoder(LIMITS, InstantSource.fixed(NOW), () -> new EventId(0, 7));
  private static final JwtAccessTokens JWT = new JwtAccessTokens(key(), InstantSource.fixed(NOW));

  abstract void read(byte[] bytes) throws IOException;

  /** Its name in commands and folders. */
  String wireName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static FuzzTarget named(String wireName) {
    return valueOf(wireName.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  /** Reads bytes; throws nothing that its callers do not answer with a refusal. */
  void feed(byte[] bytes) {
    try {
      read(bytes);
    } catch (MalformedBodyException
        | BodyTooLargeException
        | BadFieldException
        | FuzzedRequests.Refused e) {
      // Refused in words.
      if (e.getMessage() == null) {
        throw new AssertionError("refused without a word", e);
      }
    } catch (IOException e) {
      // As of a body that ends early.
      if (e.getMessage() == null) {
        throw new AssertionError("ended without a word", e);
      }
    }
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static KeyFile key() {
    try {
      return KeyFile.open(
          Files.createTempDirectory("tombo-fuzz").resolve("key"), new SecureRandom());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** What Jazzer calls: the targets are chosen once for a process. */
  public static final class Entry {
    private static List<FuzzTarget> targets = List.of();

    private Entry() {}

    /** Called first, with {@code --target_args}. */
    public static void fuzzerInitialize(String[] arguments) {
      java.util.logging.LogManager.getLogManager().reset();
      targets = Arrays.stream(arguments).map(FuzzTarget::named).toList();
    }

    /** Called with each input, whose first byte says which target reads the rest. */
    public static void fuzzerTestOneInput(byte[] bytes) {
      if (bytes.length > 0) {
        FuzzTarget target = targets.get(Math.floorMod(bytes[0], targets.size()));
        target.feed(Arrays.copyOfRange(bytes, 1, bytes.length));
      }
    }
  }
}
