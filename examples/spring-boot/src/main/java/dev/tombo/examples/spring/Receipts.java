// SPDX-License-Identifier: Apache-2.0
package dev.tombo.examples.spring;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Async;
import org.springframework.stereotype.Component;

/** Mails receipts while nobody waits. Not final, since Spring calls it through a subclass. */
@Component
class Receipts {
  private static final Logger LOG = LoggerFactory.getLogger(Receipts.class);

  /** Takes for granted that an address has an at sign. */
  @Async
  void send(int order, String mail) {
    String host = mail.substring(mail.indexOf('@'));
    LOG.info("Receipt of order {} goes to {}", order, host);
  }
}
