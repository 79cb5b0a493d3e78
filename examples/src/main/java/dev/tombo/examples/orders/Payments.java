// SPDX-License-Identifier: Apache-2.0
package dev.tombo.examples.orders;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;

/** Asks the payment provider, whose gateway is down this morning. */
final class Payments {
  /** No service listens on port 1. */
  private static final URI GATEWAY = URI.create("http://127.0.0.1:1/charges");

  void charge(OrderRequest request) throws PaymentException {
    try {
      HttpURLConnection charge = (HttpURLConnection) GATEWAY.toURL().openConnection();
      charge.setConnectTimeout(2000);
      charge.setRequestMethod("POST");
      charge.connect();
      charge.disconnect();
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
