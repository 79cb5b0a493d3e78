// SPDX-License-Identifier: Apache-2.0
package dev.tombo.examples.spring;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.scheduling.annotation.EnableAsync;

/** A shop that knows prices, takes orders and mails receipts. */
@EnableAsync
@SpringBootApplication(proxyBeanMethods = false)
public final class ShopApplication {
  ShopApplication() {}

  /** Serves until it is stopped. */
  public static void main(String[] args) {
    SpringApplication.run(ShopApplication.class, args);
  }
}
