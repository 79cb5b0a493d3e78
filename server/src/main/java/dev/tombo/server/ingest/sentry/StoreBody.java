// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.ingest.sentry;

import dev.tombo.server.ingest.BodyTooLargeException;
import dev.tombo.server.ingest.MalformedBodyException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.zip.InflaterInputStream;

/**
 * Unwraps a store request's body, which older clients send in base64, compressed or not, whatever
 * their headers say.
 */
public final class StoreBody {
  private StoreBody() {}

  /**
   * The JSON of a body.
   *
   * @param bound how many bytes it may have
   * @throws MalformedBodyException if it is wrapped in something else
   * @throws BodyTooLargeException if it unfolds to more
   */
  public static byte[] unwrap(byte[] body, int bound) {
    if (startsObject(body)) {
      return body;
    }
    byte[] inner = isZlib(body) ? body : unbase64(body);
    byte[] json = isZlib(inner) ? inflated(inner, bound) : inner;
    if (!startsObject(json)) {
      throw new MalformedBodyException("the body is not a JSON object, nor one in base64");
    }
    return json;
  }

  private static boolean startsObject(byte[] bytes) {
    for (byte octet : bytes) {
      if (octet != ' ' && octet != '\t' && octet != '\r' && octet != '\n') {
        return octet == '{';
      }
    }
    return false;
  }

  /** RFC 1950, section 2.2. */
  private static boolean isZlib(byte[] bytes) {
    return bytes.length > 2
        && (bytes[0] & 0x0F) == 8
        && (((bytes[0] & 0xFF) << 8) | (bytes[1] & 0xFF)) % 31 == 0;
  }

  private static byte[] unbase64(byte[] body) {
    try {
      return Base64.getMimeDecoder().decode(body);
    } catch (IllegalArgumentException e) {
      throw new MalformedBodyException("the body is not a JSON object, nor one in base64");
    }
  }

  private static byte[] inflated(byte[] compressed, int bound) {
    try (InflaterInputStream in = new InflaterInputStream(new ByteArrayInputStream(compressed))) {
      byte[] bytes = in.readNBytes(bound + 1);
      if (bytes.length > bound) {
        throw new BodyTooLargeException("the event is over " + (bound >> 20) + " MiB decoded");
      }
      return bytes;
    } catch (IOException e) {
      throw new MalformedBodyException("the body's compressed JSON is damaged");
    }
  }
}
