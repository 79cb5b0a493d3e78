// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.http;

import dev.tombo.server.auth.Caller;
import dev.tombo.server.model.ApiToken;
import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The server's routes as data. Each is asked for its credential before anything else; what no route
 * takes is answered 404, a method that its path does not take 405, and every failure by {@link
 * Problems} in the way of its route.
 *
 * @param all in the order in which they are tried
 */
record Routes(List<Route> all) {

  /**
   * One route.
   *
   * @param path with parameters in braces
   * @param needs the credential that it takes
   * @param parameters of the query that it knows; a person who sends another is told so
   * @param refusal how it says what went wrong
   */
  record Route(
      Method method,
      String path,
      Needs needs,
      Set<String> parameters,
      Answering answering,
      Refusal refusal) {
    Route(Method method, String path, Needs needs, Set<String> parameters, Answering answering) {
      this(method, path, needs, parameters, answering, Refusal.PROBLEM_JSON);
    }

    /** This route of another protocol. */
    Route refusing(Refusal other) {
      return new Route(method, path, needs, parameters, answering, other);
    }
  }

  /** Answers a call. */
  @FunctionalInterface
  interface Answering {
    void to(Call call);
  }

  static Route get(String path, Needs needs, Answering answering, String... parameters) {
    return new Route(Method.GET, path, needs, Set.of(parameters), answering);
  }

  static Route post(String path, Needs needs, Answering answering) {
    return new Route(Method.POST, path, needs, Set.of(), answering);
  }

  static Route put(String path, Needs needs, Answering answering) {
    return new Route(Method.PUT, path, needs, Set.of(), answering);
  }

  static Route patch(String path, Needs needs, Answering answering) {
    return new Route(Method.PATCH, path, needs, Set.of(), answering);
  }

  static Route delete(String path, Needs needs, Answering answering) {
    return new Route(Method.DELETE, path, needs, Set.of(), answering);
  }

  /**
   * Adds the routes to a server.
   *
   * @param basePath under which they answer as well, since not every proxy takes it off; may be
   *     empty
   */
  void addTo(
      HttpRouting.Builder routing,
      String basePath,
      Credentials credentials,
      Proxies proxies,
      RequestMetrics metrics) {
    routing.addFilter(
        (chain, request, response) -> {
          SecurityHeaders.add(response);
          chain.proceed();
          ClosedWhenAsked.after(request);
        });
    Set<String> bases = new LinkedHashSet<>(List.of("", basePath));
    Map<String, Set<String>> methods = new LinkedHashMap<>();
    Map<String, Refusal> refusals = new HashMap<>();
    for (Route route : all) {
      Handler handler =
          (request, response) -> {
            request.context().register(route.refusal().to(request));
            if (route.needs().crossSite()) {
              CrossSite.add(response);
            }
            route.answering().to(call(route, credentials, proxies, request, response));
          };
      refusals.put(route.path(), route.refusal());
      Handler timed = metrics.timed(route, handler);
      bases.forEach(base -> routing.route(route.method(), base + route.path(), timed));
      if (route.needs().crossSite()) {
        bases.forEach(base -> routing.options(base + route.path(), CrossSite::preflight));
      }
      methods.computeIfAbsent(route.path(), path -> new TreeSet<>()).add(route.method().text());
    }
    methods.forEach(
        (path, allowed) -> {
          Refusal refusal = refusals.getOrDefault(path, Refusal.PROBLEM_JSON);
          Handler answer = notAllowed(String.join(", ", allowed), refusal);
          bases.forEach(base -> routing.any(base + path, answer));
        });
    routing.any((request, response) -> Problems.send(response, Problem.notFound()));
    routing.error(Throwable.class, Problems::answer);
  }

  private static Call call(
      Route route,
      Credentials credentials,
      Proxies proxies,
      ServerRequest request,
      ServerResponse response) {
    Needs needs = route.needs();
    Optional<Caller> person = needs.scope().map(scope -> credentials.person(request, needs));
    boolean sends = needs == Needs.API_TOKEN || needs == Needs.SENDER;
    Optional<ApiToken> sender =
        sends ? Optional.of(credentials.sender(request, needs)) : Optional.empty();
    Parameters parameters =
        person.isPresent() ? Parameters.of(request, route.parameters()) : Parameters.NONE;
    return new Call(request, response, person, sender, parameters, proxies.client(request));
  }

  /** Refuses a method that a path does not take. */
  static Handler notAllowed(String allowed, Refusal refusal) {
    return (request, response) -> {
      response.header(HeaderNames.ALLOW, allowed);
      refusal.to(request).send(response, Problem.methodNotAllowed(allowed));
    };
  }
}
