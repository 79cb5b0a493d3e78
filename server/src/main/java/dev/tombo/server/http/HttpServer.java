// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.http;

import dev.tombo.server.auth.ApiTokens;
import dev.tombo.server.auth.Invitations;
import dev.tombo.server.auth.LogIns;
import dev.tombo.server.auth.OidcLogIns;
import dev.tombo.server.auth.PasswordChanges;
import dev.tombo.server.auth.PersonalTokens;
import dev.tombo.server.auth.ResetLinks;
import dev.tombo.server.auth.ResetMails;
import dev.tombo.server.auth.SecondFactors;
import dev.tombo.server.auth.Sessions;
import dev.tombo.server.auth.Setup;
import dev.tombo.server.auth.SignUps;
import dev.tombo.server.http.connection.Connections;
import dev.tombo.server.http.connection.WatchedSelector;
import dev.tombo.server.ingest.Admission;
import dev.tombo.server.ingest.BodyReader;
import dev.tombo.server.ingest.Ingest;
import dev.tombo.server.ingest.Limits;
import dev.tombo.server.ingest.NativeDecoder;
import dev.tombo.server.ingest.PersonTraces;
import dev.tombo.server.ingest.ProjectRules;
import dev.tombo.server.ingest.ProjectScrubbers;
import dev.tombo.server.ingest.StoredBodies;
import dev.tombo.server.ingest.StoredEvents;
import dev.tombo.server.ingest.otlp.OtlpDecoder;
import dev.tombo.server.ingest.sentry.SentryDecoder;
import dev.tombo.server.model.PublicUrl;
import dev.tombo.server.store.Store;
import io.helidon.common.socket.SocketOptions;
import io.helidon.common.tls.Tls;
import io.helidon.http.DirectHandler;
import io.helidon.http.media.MediaContext;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.http.DirectHandlers;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http1.Http1Config;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;

/** The HTTP side of the server, listening from {@link #start} to {@link #close}. Thread-safe. */
public final class HttpServer implements AutoCloseable {
  /** Beyond it a connection is closed; up to it what a route leaves unread is passed over. */
  private static final long MAX_BODY_BYTES = 64L << 20;

  /** Room for the longest parameters of a list, and a cursor that holds them too. */
  private static final int MAX_REQUEST_LINE_BYTES = 32 << 10;

  /** Else the end of a reply that takes several packets waits 40 ms for an acknowledgement. */
  private static final SocketOptions NO_DELAY = SocketOptions.builder().tcpNoDelay(true).build();

  private final WebServer web;
  private final Connections connections;
  private final Routes routes;

  private HttpServer(WebServer web, Connections connections, Routes routes) {
    this.web = web;
    this.connections = connections;
    this.routes = routes;
  }

  /**
   * How it listens.
   *
   * @param port 0 for any that is free
   * @param grace how long {@link #close} waits for requests in work
   * @param basePath under which the routes answer as well; may be empty
   * @param tls what it serves https with; empty for http
   * @param accessLog whether each request is a line of the log
   * @param bounds how much it takes on
   * @param proxies who may stand before it
   */
  public record Listener(
      String host,
      int port,
      Duration grace,
      String basePath,
      Optional<SSLContext> tls,
      boolean accessLog,
      Bounds bounds,
      Proxies proxies) {
    private String place() {
      return host + " port " + port;
    }
  }

  /**
   * How much a server takes on.
   *
   * @param connections how many at once
   * @param aheadBytes how many bytes may be read from all of them and wait to be taken
   */
  public record Bounds(int connections, long aheadBytes) {}

  /**
   * What the routes work with.
   *
   * @param clock the server's
   * @param nanoTime such as {@link System#nanoTime}
   * @param version the server's
   * @param publicUrl what links and DSNs are made from; known once the server listens, and waits
   *     for that
   */
  public record Services(
      Store store,
      ApiTokens apiTokens,
      People people,
      Limits limits,
      BodyReader bodies,
      NativeDecoder decoder,
      SentryDecoder sentryDecoder,
      OtlpDecoder otlpDecoder,
      ProjectRules rules,
      ProjectScrubbers scrubbers,
      PersonTraces traces,
      Admission admission,
      Ingest ingest,
      PrometheusMeterRegistry meters,
      InstantSource clock,
      LongSupplier nanoTime,
      String version,
      Supplier<PublicUrl> publicUrl) {}

  /**
   * What recognises people.
   *
   * @param oidcLogIns empty where there is no other provider
   * @param resetMails empty where no mail is sent
   */
  public record People(
      LogIns logIns,
      Optional<OidcLogIns> oidcLogIns,
      SecondFactors secondFactors,
      Sessions sessions,
      PersonalTokens personalTokens,
      Setup setup,
      SignUps signUps,
      Invitations invitations,
      PasswordChanges passwordChanges,
      ResetLinks resetLinks,
      Optional<ResetMails> resetMails) {}

  /**
   * Listens.
   *
   * @throws UncheckedIOException if the address cannot be had
   */
  public static HttpServer start(Listener listener, Services services) {
    claim(listener);
    HttpRouting.Builder routing = HttpRouting.builder();
    People people = services.people();
    Credentials credentials =
        new Credentials(services.apiTokens(), people.personalTokens(), people.sessions());
    RequestMetrics metrics = new RequestMetrics(services.meters(), services.nanoTime());
    if (listener.accessLog()) {
      routing.addFilter(new AccessLog(listener.proxies(), services.nanoTime()));
    }
    Routes routes = routes(services, credentials);
    new PageResource(services.publicUrl()).addTo(routing, listener.basePath());
    routes.addTo(routing, listener.basePath(), credentials, listener.proxies(), metrics);
    Connections connections =
        new Connections(
            listener.bounds().connections(), listener.proxies()::isTrusted, services.nanoTime());
    WebServerConfig.Builder web =
        WebServer.builder()
            .host(listener.host())
            .port(listener.port())
            .shutdownHook(false)
            .shutdownGracePeriod(listener.grace())
            .contentEncoding(new BodiesAsSent())
            .maxPayloadSize(MAX_BODY_BYTES)
            .connectionOptions(NO_DELAY)
            .protocolsDiscoverServices(false)
            .addConnectionSelector(
                new WatchedSelector(
                    Http1Config.builder().maxPrologueLength(MAX_REQUEST_LINE_BYTES),
                    connections,
                    listener.bounds().aheadBytes(),
                    services.nanoTime()))
            .mediaContext(MediaContext.builder().mediaSupportsDiscoverServices(false).build())
            .directHandlers(directHandlers(listener.accessLog()))
            .routing(routing);
    listener.tls().ifPresent(tls -> web.tls(Tls.builder().sslContext(tls).build()));
    WebServer started = web.build().start();
    if (!started.isRunning()) {
      throw new IllegalStateException("cannot listen on " + listener.place());
    }
    connections.start(Thread.ofPlatform().name("tombo-connections").daemon(true).factory());
    return new HttpServer(started, connections, routes);
  }

  /**
   * Loads what {@link #start} needs, which takes longer than all it does: for another thread, while
   * something else is waited for.
   */
  public static void load() {
    var unused =
        WebServer.builder()
            .shutdownHook(false)
            .mediaContext(MediaContext.builder().mediaSupportsDiscoverServices(false).build())
            .routing(HttpRouting.builder().get("/{any}", (request, response) -> response.send()))
            .build();
  }

  /** Helidon only logs why it does not listen, with a stack. */
  private static void claim(Listener listener) {
    try (ServerSocketChannel channel = ServerSocketChannel.open()) {
      channel.bind(new InetSocketAddress(InetAddress.getByName(listener.host()), listener.port()));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot listen on " + listener.place(), e);
    }
  }

  /** The port that it listens on. */
  public int port() {
    return web.port();
  }

  /** What it answers. */
  Routes routes() {
    return routes;
  }

  /** Stops accepting, and waits for requests in work. */
  @Override
  public void close() {
    connections.close();
    web.stop();
  }

  private static Routes routes(Services services, Credentials credentials) {
    Access access = new Access(services.store().projects());
    StoredBodies bodies = new StoredBodies(services.store().dictionaries());
    StoredEvents events = new StoredEvents(services.decoder(), services.rules(), bodies);
    List<Routes.Route> routes = new ArrayList<>(PeopleRoutes.of(services, credentials, access));
    routes.addAll(ProjectRoutes.of(services, access, events));
    routes.addAll(SenderRoutes.of(services));
    routes.addAll(IssueRoutes.of(services, access, events));
    routes.addAll(operations(services));
    return new Routes(routes);
  }

  private static List<Routes.Route> operations(Services services) {
    ApiResource api = new ApiResource(services.version(), services.publicUrl());
    OperationsResource operations =
        new OperationsResource(
            services.store(), services.ingest(), services.meters(), services.nanoTime());
    return List.of(
        Routes.get("/api/v1/openapi.json", Needs.NOTHING, api::show),
        Routes.get("/health/live", Needs.NOTHING, operations::live),
        Routes.get("/health/ready", Needs.NOTHING, operations::ready),
        Routes.get("/metrics", Needs.NOTHING, operations::metrics));
  }

  private static DirectHandlers directHandlers(boolean logged) {
    DirectHandler handler = logged ? AccessLog.logged(Problems::direct) : Problems::direct;
    DirectHandlers.Builder handlers = DirectHandlers.builder();
    for (DirectHandler.EventType type : DirectHandler.EventType.values()) {
      handlers.addHandler(type, handler);
    }
    return handlers.build();
  }
}
