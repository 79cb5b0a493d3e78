// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server;

import java.util.UUID;

/** Batches to send. */
final class Samples {
  private Samples() {}

  /** An id that was never sent. */
  static String newId() {
    return UUID.randomUUID().toString().replace("-", "");
  }

  static String batch(String... events) {
    return "{\"events\":[" + String.join(",", events) + "]}";
  }

  /** An event that says something. */
  static String event(String id) {
    return event(id, "\"message\":\"hello\"");
  }

  static String event(String id, String fields) {
    return "{\"id\":\"" + id + "\"," + fields + "}";
  }

  static String repeat(String id, String of, String fields) {
    return "{\"id\":\"" + id + "\",\"of\":\"" + of + "\"" + fields + "}";
  }

  /** An event with a message of so many bytes. */
  static String large(String id, int bytes) {
    return event(id, "\"message\":\"" + "x".repeat(bytes) + "\"");
  }

  /** An object in an object in an object. */
  static String nested(int levels) {
    return "{\"a\":".repeat(levels) + "1" + "}".repeat(levels);
  }
}
