// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.http;

import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRouting;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The server's routes as data. What no route takes is answered 404, a method that its path does not
 * take 405, and every failure by {@link Problems}.
 *
 * @param all in the order in which they are tried
 */
record Routes(List<Route> all) {

  /**
   * One route.
   *
   * @param path with parameters in braces
   */
  record Route(Method method, String path, Handler handler) {}

  static Route get(String path, Handler handler) {
    return new Route(Method.GET, path, handler);
  }

  static Route post(String path, Handler handler) {
    return new Route(Method.POST, path, handler);
  }

  /** Adds the routes to a server. */
  void addTo(HttpRouting.Builder routing, MeterRegistry meters, LongSupplier nanoTime) {
    routing.addFilter(
        (chain, request, response) -> {
          SecurityHeaders.add(response);
          chain.proceed();
        });
    Map<String, Set<String>> methods = new LinkedHashMap<>();
    for (Route route : all) {
      routing.route(route.method(), route.path(), timed(route, meters, nanoTime));
      methods.computeIfAbsent(route.path(), path -> new TreeSet<>()).add(route.method().text());
    }
    methods.forEach((path, allowed) -> routing.any(path, notAllowed(String.join(", ", allowed))));
    routing.any((request, response) -> Problems.send(response, Problem.notFound()));
    routing.error(Throwable.class, Problems::answer);
  }

  private static Handler notAllowed(String allowed) {
    return (request, response) -> {
      response.header(HeaderNames.ALLOW, allowed);
      Problems.send(response, Problem.methodNotAllowed(allowed));
    };
  }

  private static Handler timed(Route route, MeterRegistry meters, LongSupplier nanoTime) {
    return (request, response) -> {
      long start = nanoTime.getAsLong();
      int status = 200;
      try {
        route.handler().handle(request, response);
        status = response.status().code();
      } catch (Exception e) {
        status = Problems.of(e).status();
        throw e;
      } finally {
        Timer.builder("tombo.http.requests")
            .description("Requests by route and status")
            .tag("method", route.method().text())
            .tag("route", route.path())
            .tag("status", Integer.toString(status))
            .register(meters)
            .record(nanoTime.getAsLong() - start, TimeUnit.NANOSECONDS);
      }
    };
  }
}
