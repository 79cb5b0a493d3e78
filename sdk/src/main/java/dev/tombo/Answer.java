// SPDX-License-Identifier: Apache-2.0
package dev.tombo;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What a reply means for the batch that it answers. */
final class Answer {
  /** Longest that a server can make the client wait by Retry-After. */
  private static final Duration MAX_WAIT = Duration.ofHours(1);

  final Kind kind;

  /** Which of the batch's entries the server refused, from 0; of an accepted batch only. */
  final List<Integer> rejected;

  /** How long the server asked to wait, or null if it did not. */
  final @Nullable Duration wait;

  private Answer(Kind kind, List<Integer> rejected, @Nullable Duration wait) {
    this.kind = kind;
    this.rejected = rejected;
    this.wait = wait;
  }

  /** What to do with a batch. */
  enum Kind {
    /** The server has it. */
    ACCEPTED,
    /** The server or something before it is not ready: try again until it is. */
    RETRY,
    /** The server failed on it: try again a few times. */
    FAILED,
    /** Address or token are wrong: a person must act, so try again rarely. */
    MISCONFIGURED,
    /** Send it in smaller batches. */
    TOO_LARGE,
    /** The quota is used up: give it up. */
    OVER_QUOTA,
    /** The server will never take it: give it up. */
    REJECTED
  }

  static Answer of(Reply reply, Instant now) {
    Duration wait = retryAfter(reply.retryAfter, now);
    int status = reply.status;
    if (status >= 200 && status < 300) {
      List<Integer> rejected = rejected(reply.body);
      return rejected == null
          ? new Answer(Kind.MISCONFIGURED, Collections.emptyList(), null)
          : new Answer(Kind.ACCEPTED, rejected, null);
    }
    return new Answer(kind(status, reply.body), Collections.emptyList(), wait);
  }

  private static Kind kind(int status, byte[] body) {
    switch (status) {
      case 413:
        return Kind.TOO_LARGE;
      case 429:
        String type = problemType(body);
        return type != null && type.endsWith("/over-quota") ? Kind.OVER_QUOTA : Kind.RETRY;
      case 408:
      case 425:
      case 502:
      case 503:
      case 504:
        return Kind.RETRY;
      case 400:
      case 422:
        return Kind.REJECTED;
      default:
        return status >= 500 ? Kind.FAILED : Kind.MISCONFIGURED;
    }
  }

  /**
   * Reads the entries of {@code rejected} in an acknowledgement; null if it is none. Only the
   * number {@code accepted} makes it one: a proxy may answer everything with a page, {@code {}} or
   * nothing.
   */
  private static @Nullable List<Integer> rejected(byte[] body) {
    boolean acknowledged = false;
    Set<Integer> rejected = new TreeSet<>();
    try (JsonParser parser = Json.FACTORY.createParser(body)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return null;
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        JsonToken value = parser.nextToken();
        if (value == JsonToken.VALUE_NUMBER_INT && "accepted".equals(name)) {
          acknowledged = true;
        } else if (value == JsonToken.START_ARRAY && "rejected".equals(name)) {
          while (parser.nextToken() == JsonToken.START_OBJECT) {
            readIndex(parser, rejected);
          }
        } else {
          parser.skipChildren();
        }
      }
    } catch (IOException cutShort) {
      // What came of it counts: not all of a long reply is read.
    }
    return acknowledged ? new ArrayList<>(rejected) : null;
  }

  private static void readIndex(JsonParser parser, Set<Integer> into) throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      boolean wanted = "index".equals(parser.currentName());
      if (parser.nextToken() == JsonToken.VALUE_NUMBER_INT && wanted) {
        into.add(Math.max(0, parser.getIntValue()));
      }
      parser.skipChildren();
    }
  }

  private static @Nullable String problemType(byte[] body) {
    try (JsonParser parser = Json.FACTORY.createParser(body)) {
      if (parser.nextToken() == JsonToken.START_OBJECT) {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
          boolean wanted = "type".equals(parser.currentName());
          if (parser.nextToken() == JsonToken.VALUE_STRING && wanted) {
            return parser.getText();
          }
          parser.skipChildren();
        }
      }
    } catch (IOException unreadable) {
      return null;
    }
    return null;
  }

  /** Reads seconds or an HTTP date (RFC 9110, 10.2.3). */
  static @Nullable Duration retryAfter(@Nullable String header, Instant now) {
    if (header == null) {
      return null;
    }
    try {
      String text = header.trim();
      Duration wait =
          text.matches("\\d{1,9}")
              ? Duration.ofSeconds(Long.parseLong(text))
              : Duration.between(
                  now, ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
      if (wait.isNegative()) {
        return Duration.ZERO;
      }
      return wait.compareTo(MAX_WAIT) > 0 ? MAX_WAIT : wait;
    } catch (DateTimeException unreadable) {
      return null;
    }
  }
}
