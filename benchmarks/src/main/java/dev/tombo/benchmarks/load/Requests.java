// SPDX-License-Identifier: Apache-2.0
package dev.tombo.benchmarks.load;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;

/**
 * Whole HTTP requests, prepared before anything is measured, no id in two of them. Compressed ones
 * come to an end; plain ones of one event are used again, with an id of their own each time. Not
 * thread-safe.
 */
final class Requests {
  private static final int PLAIN = 4_000;
  private static final HexFormat HEX = HexFormat.of();
  private static final String BEFORE_ID = "{\"events\":[{\"id\":\"";

  private final Scenario scenario;
  private final String head;
  private final List<byte[]> prepared = new ArrayList<>();
  private int taken;
  private long ids;
  private final boolean ordered;
  private final long run;
  private long bodyBytes;

  /**
   * Prepares requests.
   *
   * @param address host and port
   * @param token the API token
   * @param count how many, where they are not used again
   * @param ordered whether ids begin with the time, as our client's do, rather than by chance
   */
  Requests(
      Scenario scenario,
      int issues,
      String address,
      String token,
      int count,
      boolean ordered,
      long seed) {
    this.scenario = scenario;
    this.ordered = ordered;
    run = System.currentTimeMillis();
    head =
        "POST /api/v1/events HTTP/1.1\r\nHost: %s\r\nAuthorization: Bearer %s\r\n"
                .formatted(address, token)
            + "Content-Type: application/json\r\n"
            + (scenario.gzip() ? "Content-Encoding: gzip\r\n" : "")
            + "Content-Length: ";
    JvmEvents events = new JvmEvents(scenario.size(), issues, seed, Instant.ofEpochMilli(run));
    int total = scenario.gzip() ? count : Math.min(count, PLAIN);
    for (int i = 0; i < total; i++) {
      prepared.add(request(body(events, i * scenario.batch())));
    }
  }

  /** Puts the next request into a room of {@link #longest} bytes; answers whether there was one. */
  boolean next(ByteBuffer room) {
    if (scenario.gzip() && taken == prepared.size()) {
      return false;
    }
    byte[] known = prepared.get(taken % prepared.size());
    taken++;
    room.put(known);
    if (!scenario.gzip()) {
      room.put(idPlace(known), id().getBytes(StandardCharsets.US_ASCII));
    }
    return true;
  }

  /** How many bytes the longest has. */
  int longest() {
    return prepared.stream().mapToInt(request -> request.length).max().orElse(0);
  }

  /** What one event takes on the wire, in the mean. */
  long bytesPerEvent() {
    return bodyBytes / ((long) prepared.size() * scenario.batch());
  }

  private byte[] body(JvmEvents events, int first) {
    StringBuilder json = new StringBuilder(20_000 * scenario.batch()).append("{\"events\":[");
    for (int i = 0; i < scenario.batch(); i++) {
      json.append(i == 0 ? "" : ",");
      events.append(json, id(), first + i);
    }
    return json.append("]}").toString().getBytes(StandardCharsets.UTF_8);
  }

  private byte[] request(byte[] plain) {
    byte[] body = scenario.gzip() ? gzip(plain) : plain;
    bodyBytes += body.length;
    byte[] start = (head + body.length + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
    byte[] request = new byte[start.length + body.length];
    System.arraycopy(start, 0, request, 0, start.length);
    System.arraycopy(body, 0, request, start.length, body.length);
    return request;
  }

  private static int idPlace(byte[] request) {
    int at = 0;
    while (request[at] != '{') {
      at++;
    }
    return at + BEFORE_ID.length();
  }

  /** A UUID of version 7 or 4 in hexadecimal digits. */
  private String id() {
    long number = ids++;
    // A generator for each, so that an id is decided by run and number.
    SplittableRandom random = new SplittableRandom(run * 1_000_003 + number);
    long version = (random.nextLong() & 0xfff) | (ordered ? 0x7000 : 0x4000);
    long time = ordered ? run + number / 8 : random.nextLong();
    long high = (time << 16) | version;
    long low = (random.nextLong() >>> 2) | Long.MIN_VALUE;
    return HEX.toHexDigits(high) + HEX.toHexDigits(low);
  }

  private static byte[] gzip(byte[] plain) {
    var out = new ByteArrayOutputStream(plain.length / 2);
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(plain);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
