// SPDX-License-Identifier: Apache-2.0
package dev.tombo.examples.spring;

import java.math.BigDecimal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.RestClientException;

/** What the shop is asked. */
@RestController
final class ShopController {
  private static final Logger LOG = LoggerFactory.getLogger(ShopController.class);

  private final Prices prices = new Prices();
  private final Payments payments = new Payments();
  private final Receipts receipts;

  ShopController(Receipts receipts) {
    this.receipts = receipts;
  }

  /** Lets out what it does not expect: the container logs that. */
  @GetMapping("/prices/{article}")
  BigDecimal price(@PathVariable String article) {
    return prices.of(article);
  }

  /** Expects that payments fail sometimes: logs that itself, and has an answer. */
  @PostMapping("/orders/{number}/payment")
  ResponseEntity<String> pay(@PathVariable int number) {
    try {
      payments.charge(number);
      return ResponseEntity.ok("paid");
    } catch (RestClientException failed) {
      LOG.error("Order {} is not paid", number, failed);
      return ResponseEntity.status(HttpStatus.BAD_GATEWAY).body("try again later");
    }
  }

  /** Does not wait for the mail: Spring logs what fails on the other thread. */
  @PostMapping("/orders/{number}/receipt")
  ResponseEntity<Void> receipt(@PathVariable int number, @RequestParam String mail) {
    receipts.send(number, mail);
    return ResponseEntity.accepted().build();
  }
}
