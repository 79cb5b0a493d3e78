// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Shows other packages' tests what the HTTP side keeps to itself. */
public final class Inside {
  private Inside() {}

  /**
   * A route of a server.
   *
   * @param name method and path
   * @param needs the credential that it takes, as {@link Needs} calls it
   * @param parameters of the query
   */
  public record Known(String name, String needs, Set<String> parameters) {}

  /** The routes of a server that are its API: what they answer is our own form, and documented. */
  public static List<Known> routes(HttpServer server) {
    return server.routes().all().stream()
        .filter(route -> route.refusal().equals(Refusal.PROBLEM_JSON))
        .map(
            route ->
                new Known(
                    route.method().text() + " " + route.path(),
                    route.needs().name(),
                    new TreeSet<>(route.parameters())))
        .toList();
  }

  /** The OpenAPI document of a server. */
  public static JsonNode document(String version, String address) {
    return ApiDocument.read(version, address);
  }

  /** A file of the web page, by its path below the assets. */
  public static String pageFile(String path) {
    return new String(PageSources.find().files().get(path), StandardCharsets.UTF_8);
  }

  /** The type of each problem that the server makes. */
  public static List<String> problemTypes() {
    List<String> types = new ArrayList<>();
    for (var method : Problem.class.getDeclaredMethods()) {
      boolean factory =
          java.lang.reflect.Modifier.isStatic(method.getModifiers())
              && !java.lang.reflect.Modifier.isPrivate(method.getModifiers())
              && method.getReturnType() == Problem.class;
      if (factory) {
        types.add(made(method).type());
      }
    }
    return types;
  }

  private static Problem made(java.lang.reflect.Method factory) {
    Object[] arguments = new Object[factory.getParameterCount()];
    for (int i = 0; i < arguments.length; i++) {
      Class<?> type = factory.getParameterTypes()[i];
      arguments[i] = type == int.class ? (Object) 418 : type == Duration.class ? Duration.ZERO : "";
    }
    try {
      return (Problem) factory.invoke(null, arguments);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(factory + " makes no problem", e);
    }
  }
}
