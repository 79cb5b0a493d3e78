// SPDX-License-Identifier: Apache-2.0
package dev.tombo.examples.bookings;

import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpPrincipal;
import dev.tombo.Event;
import dev.tombo.Receipt;
import dev.tombo.Request;
import dev.tombo.Tombo;
import dev.tombo.User;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The service's one error handler. What no route has caught is captured with the request it failed,
 * and answered with the event's id; what is the caller's own mistake is answered and not captured.
 * Thread-safe.
 */
final class ErrorFilter extends Filter {
  private static final String REQUEST_ID = "X-Request-Id";

  private final Tombo tombo;
  private final String publicAddress;
  private final Supplier<String> requestIds;

  /**
   * A filter for all routes of a service.
   *
   * @param publicAddress where callers find the service, without a slash at the end
   * @param requestIds makes an id for a request that comes without one
   */
  ErrorFilter(Tombo tombo, String publicAddress, Supplier<String> requestIds) {
    this.tombo = tombo;
    this.publicAddress = publicAddress;
    this.requestIds = requestIds;
  }

  @Override
  public String description() {
    return "reports what fails";
  }

  @Override
  public void doFilter(HttpExchange exchange, Chain chain) throws IOException {
    String requestId = requestId(exchange);
    exchange.getResponseHeaders().set(REQUEST_ID, requestId);
    try {
      chain.doFilter(exchange);
    } catch (BadRequestException theirs) {
      Replies.send(exchange, 400, Map.of("detail", String.valueOf(theirs.getMessage())));
    } catch (IOException | RuntimeException | Error ours) {
      boolean begun = exchange.getResponseCode() != -1;
      if (begun && ours instanceof IOException) {
        throw ours; // The caller has hung up.
      }
      Receipt receipt = tombo.capture(() -> event(exchange, requestId, ours));
      if (begun) {
        throw ours; // Too late for another answer: the server breaks this one off.
      }
      Replies.send(exchange, 500, Map.of("reference", receipt.eventId().orElse(requestId)));
    }
  }

  private Event event(HttpExchange exchange, String requestId, Throwable failure) {
    HttpPrincipal principal = exchange.getPrincipal();
    return Event.builder()
        .exception(failure)
        .handled(false)
        .request(request(exchange))
        .user(principal == null ? null : User.builder().username(principal.getUsername()).build())
        .tag("route", exchange.getHttpContext().getPath())
        .tag("requestId", requestId)
        .build();
  }

  /** Names the headers that are of use: all of them would be credentials and cookies, too. */
  private Request request(HttpExchange exchange) {
    URI asked = exchange.getRequestURI();
    String query = asked.getRawQuery();
    return Request.builder()
        .method(exchange.getRequestMethod())
        .url(publicAddress + asked.getRawPath() + (query == null ? "" : "?" + query))
        .header("User-Agent", exchange.getRequestHeaders().getFirst("User-Agent"))
        .build();
  }

  private String requestId(HttpExchange exchange) {
    @Nullable String sent = exchange.getRequestHeaders().getFirst(REQUEST_ID);
    return sent != null && sent.matches("[\\w.-]{1,64}") ? sent : requestIds.get();
  }
}
