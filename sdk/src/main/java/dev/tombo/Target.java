// SPDX-License-Identifier: Apache-2.0
package dev.tombo;

import java.time.Duration;

/** Where a transport sends to, as whom, and how long it may take. Immutable. */
final class Target {
  final String url;
  final String token;
  final String userAgent = Version.NAME + "/" + Version.VERSION;
  final Duration connectTimeout;
  final Duration callTimeout;

  Target(String endpoint, String token, Duration connectTimeout, Duration callTimeout) {
    this.url = endpoint + "/api/v1/events";
    this.token = token;
    this.connectTimeout = connectTimeout;
    this.callTimeout = callTimeout;
  }
}
