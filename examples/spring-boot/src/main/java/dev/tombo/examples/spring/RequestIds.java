// SPDX-License-Identifier: Apache-2.0
package dev.tombo.examples.spring;

import jakarta.servlet.ServletRequestEvent;
import jakarta.servlet.ServletRequestListener;
import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;
import org.slf4j.MDC;
import org.springframework.stereotype.Component;

/**
 * Gives the MDC an id for as long as a request is served. A listener, not a filter: the container
 * logs what comes out of a controller when all filters are left, and their MDC is gone by then.
 */
@Component
final class RequestIds implements ServletRequestListener {
  private static final String KEY = "requestId";

  @Override
  public void requestInitialized(ServletRequestEvent event) {
    String sent =
        event.getServletRequest() instanceof HttpServletRequest request
            ? request.getHeader("X-Request-Id")
            : null;
    boolean usable = sent != null && sent.matches("[\\w.-]{1,64}");
    MDC.put(KEY, usable ? sent : UUID.randomUUID().toString());
  }

  @Override
  public void requestDestroyed(ServletRequestEvent event) {
    MDC.remove(KEY);
  }
}
