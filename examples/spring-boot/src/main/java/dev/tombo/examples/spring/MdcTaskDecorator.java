// SPDX-License-Identifier: Apache-2.0
package dev.tombo.examples.spring;

import java.util.Map;
import org.slf4j.MDC;
import org.springframework.core.task.TaskDecorator;
import org.springframework.stereotype.Component;

/** Hands a request's MDC on to what it leaves to another thread. */
@Component
final class MdcTaskDecorator implements TaskDecorator {
  @Override
  public Runnable decorate(Runnable task) {
    Map<String, String> mdc = MDC.getCopyOfContextMap();
    return () -> {
      MDC.setContextMap(mdc == null ? Map.of() : mdc);
      try {
        task.run();
      } finally {
        MDC.clear();
      }
    };
  }
}
