// SPDX-License-Identifier: Apache-2.0
package dev.tombo.examples.bookings;

import com.sun.net.httpserver.Authenticator;
import com.sun.net.httpserver.BasicAuthenticator;
import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.HttpContext;
import com.sun.net.httpserver.HttpServer;
import dev.tombo.Tombo;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.Supplier;

/** The hotel's desk over HTTP, for whoever has a booking. Thread-safe. */
final class BookingService implements AutoCloseable {
  /** The guests of today; they are given the name of the house at the desk. */
  static final List<String> GUESTS = List.of("ana", "bruno", "carla");

  static final String PASSWORD = "tombo";

  private final HttpServer server;
  private final ExecutorService threads;

  private BookingService(HttpServer server, ExecutorService threads) {
    this.server = server;
    this.threads = threads;
  }

  /**
   * Starts it on the loopback address.
   *
   * @param tombo where failures are reported
   * @param requestIds makes an id for a request that comes without one
   */
  static BookingService start(Tombo tombo, Supplier<String> requestIds) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    BookingService service = new BookingService(server, threads);
    Filter errors = new ErrorFilter(tombo, service.address().toString(), requestIds);
    Hotel hotel = new Hotel();
    service.add("/bill", hotel::bill, errors);
    service.add("/calendar", hotel::calendar, errors);
    service.add("/breakfast", hotel::breakfast, errors);
    server.setExecutor(threads);
    server.start();
    return service;
  }

  /** Returns where it listens. */
  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private void add(String path, Function<Query, Map<String, Object>> route, Filter errors) {
    HttpContext context =
        server.createContext(
            path,
            exchange ->
                Replies.send(exchange, 200, route.apply(Query.of(exchange.getRequestURI()))));
    context.setAuthenticator(guests());
    context.getFilters().add(errors);
  }

  private static Authenticator guests() {
    return new BasicAuthenticator("desk") {
      @Override
      public boolean checkCredentials(String name, String password) {
        return GUESTS.contains(name) && PASSWORD.equals(password);
      }
    };
  }

  @Override
  public void close() {
    server.stop(0);
    threads.close();
  }
}
