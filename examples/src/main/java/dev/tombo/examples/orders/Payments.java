// SPDX-License-Identifier: Apache-2.0
package dev.tombo.examples.orders;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Asks the payment provider, whose gateway is down this morning. */
final class Payments {
  /** No service listens on port 1. */
  private static final URI GATEWAY = URI.create("http://127.0.0.1:1/charges");

  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

  void charge(OrderRequest request) throws PaymentException, InterruptedException {
    HttpRequest charge =
        HttpRequest.newBuilder(GATEWAY)
            .POST(HttpRequest.BodyPublishers.ofString(request.number()))
            .build();
    try {
      client.send(charge, HttpResponse.BodyHandlers.discarding());
    } catch (IOException unreachable) {
      throw new PaymentException("Order " + request.number() + " is not paid", unreachable);
    }
  }

  /** A payment that came to nothing. */
  static final class PaymentException extends Exception {
    private static final long serialVersionUID = 1;

    PaymentException(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
