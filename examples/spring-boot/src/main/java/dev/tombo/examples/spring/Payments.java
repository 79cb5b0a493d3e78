// SPDX-License-Identifier: Apache-2.0
package dev.tombo.examples.spring;

import java.time.Duration;
import org.springframework.http.client.SimpleClientHttpRequestFactory;
import org.springframework.web.client.RestClient;

/** Asks the payment provider, whose gateway is down. */
final class Payments {
  /** No service listens on port 1. */
  private static final String GATEWAY = "http://127.0.0.1:1";

  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final RestClient gateway;

  Payments() {
    SimpleClientHttpRequestFactory requests = new SimpleClientHttpRequestFactory();
    requests.setConnectTimeout(PATIENCE);
    requests.setReadTimeout(PATIENCE);
    gateway = RestClient.builder().baseUrl(GATEWAY).requestFactory(requests).build();
  }

  void charge(int order) {
    gateway.post().uri("/charges/{order}", order).retrieve().toBodilessEntity();
  }
}
