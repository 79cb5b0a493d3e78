// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server;

import dev.tombo.server.auth.Accounts;
import dev.tombo.server.auth.ApiTokens;
import dev.tombo.server.auth.KeyFile;
import dev.tombo.server.auth.Passwords;
import dev.tombo.server.digest.Digester;
import dev.tombo.server.grouping.Grouping;
import dev.tombo.server.http.HttpServer;
import dev.tombo.server.ingest.Admission;
import dev.tombo.server.ingest.BodyReader;
import dev.tombo.server.ingest.Compressor;
import dev.tombo.server.ingest.EventIds;
import dev.tombo.server.ingest.Ingest;
import dev.tombo.server.ingest.IngestMetrics;
import dev.tombo.server.ingest.Judges;
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
import dev.tombo.server.retention.Sweeper;
import dev.tombo.server.store.Store;
import dev.tombo.server.store.StoreException;
import dev.tombo.server.store.jdbc.JdbcStore;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLContext;

/**
 * A running Tombo server; in a program of its own or embedded in another. Thread-safe.
 *
 * <pre>{@code
 * try (TomboServer server = TomboServer.start(ServerConfig.of(directory))) {
 *   send("http://127.0.0.1:" + server.port());
 * }
 * }</pre>
 */
public final class TomboServer implements AutoCloseable {
  /** For requests in work; the waits of {@link #close} make less than 10 s. */
  private static final Duration REQUESTS_GRACE = Duration.ofSeconds(5);

  private static final Duration COMMITS_GRACE = Duration.ofSeconds(2);

  private static final int ERASED_AT_ONCE = 500;

  private final ServerConfig config;
  private final HttpServer http;
  private final PeopleParts people;
  private final Digester digester;
  private final Ingest ingest;
  private final Sweeper sweeper;
  private final Store store;

  private TomboServer(
      ServerConfig config,
      HttpServer http,
      PeopleParts people,
      Digester digester,
      Ingest ingest,
      Sweeper sweeper,
      Store store) {
    this.config = config;
    this.http = http;
    this.people = people;
    this.digester = digester;
    this.ingest = ingest;
    this.sweeper = sweeper;
    this.store = store;
  }

  /**
   * Starts a server and waits until it listens.
   *
   * @throws RuntimeException saying what is in the way: the directory, the database, the port
   */
  public static TomboServer start(ServerConfig config) {
    SecureRandom random = new SecureRandom();
    Optional<SSLContext> tls =
        config.tls().map(files -> PemTls.load(files, InstantSource.system()));
    KeyFile keyFile = KeyFile.open(keyFile(DataDirectory.open(config.data())), random);
    Store store = open(config);
    try {
      return start(config, tls, keyFile, store, random);
    } catch (RuntimeException | Error e) {
      store.close();
      throw e;
    }
  }

  private static TomboServer start(
      ServerConfig config,
      Optional<SSLContext> tls,
      KeyFile keyFile,
      Store store,
      SecureRandom random) {
    InstantSource clock = InstantSource.system();
    ApiTokens apiTokens = new ApiTokens(store, keyFile, clock, random);
    Passwords passwords = new Passwords(random);
    Accounts accounts = new Accounts(store.accounts(), passwords, clock);
    new FirstStart(accounts, apiTokens).run(config);
    CompletableFuture<PublicUrl> publicUrl = new CompletableFuture<>();
    PeopleParts people =
        PeopleParts.of(config, store, keyFile, accounts, passwords, publicUrl::join, random);
    PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    Limits limits = Limits.STANDARD;
    EventIds newIds = new EventIds(clock, random);
    Digester digester = new Digester(store.digests(), meters, System::nanoTime);
    Admission admission = new Admission(store.projects(), clock);
    ProjectRules rules = new ProjectRules(store.groupings(), clock);
    ProjectScrubbers scrubbers = new ProjectScrubbers(store.scrubbing(), clock);
    Judges judges =
        new Judges(
            rules, List.of(), store.groupings().firstUsed(Grouping.VERSION, clock.instant()));
    Ingest ingest =
        new Ingest(
            limits,
            clock,
            admission,
            scrubbers,
            judges,
            new Compressor(store.dictionaries()),
            digester,
            new IngestMetrics(meters, System::nanoTime));
    NativeDecoder decoder = new NativeDecoder(limits, newIds);
    PersonTraces traces =
        new PersonTraces(new StoredEvents(decoder, rules, new StoredBodies(store.dictionaries())));
    HttpServer.Services services =
        new HttpServer.Services(
            store,
            apiTokens,
            people.people(),
            limits,
            new BodyReader(Capacity.bodyBytes(), System::nanoTime),
            decoder,
            new SentryDecoder(limits, clock, newIds),
            new OtlpDecoder(limits, newIds),
            rules,
            scrubbers,
            traces,
            admission,
            ingest,
            meters,
            clock,
            System::nanoTime,
            Version.text(),
            publicUrl::join);
    HttpServer.Listener listener =
        new HttpServer.Listener(
            config.host(),
            config.port(),
            REQUESTS_GRACE,
            config.publicUrl().map(PublicUrl::path).orElse(""),
            tls,
            config.accessLog(),
            Capacity.bounds(),
            config.proxies());
    digester.start(Thread.ofPlatform().name("tombo-digest").daemon(true).factory());
    try {
      Sweeper sweeper =
          new Sweeper(
              store.retention(),
              () -> store.erasures().step(traces, ERASED_AT_ONCE, clock.instant()),
              clock);
      HttpServer http = HttpServer.start(listener, services);
      TomboServer server = new TomboServer(config, http, people, digester, ingest, sweeper, store);
      publicUrl.complete(server.publicUrl());
      ingest.start(Thread.ofPlatform().name("tombo-refusals").daemon(true).factory());
      sweeper.start(Thread.ofPlatform().name("tombo-sweeper").daemon(true).factory());
      return server;
    } catch (RuntimeException | Error e) {
      digester.close(COMMITS_GRACE);
      throw e;
    }
  }

  /** The port that it listens on. */
  public int port() {
    return http.port();
  }

  /** Where it listens. */
  public PublicUrl address() {
    return PublicUrl.of(config.tls().isPresent(), config.host(), port());
  }

  /** What its clients call it, and what links and DSNs are made from. */
  public PublicUrl publicUrl() {
    return config.publicUrl().orElseGet(this::address);
  }

  /** What the first account can be made with over HTTP; empty if there was one at the start. */
  public Optional<String> oneTimeCode() {
    return people.setup().code();
  }

  /** Its HTTP side. */
  HttpServer http() {
    return http;
  }

  /** Stops accepting, finishes what was accepted, and closes the database, within 10 s. */
  @Override
  public void close() {
    try {
      http.close();
    } finally {
      try {
        sweeper.close();
        ingest.close();
        digester.close(COMMITS_GRACE);
        people.close();
      } finally {
        store.close();
      }
    }
  }

  /** The database that a configuration names. */
  static Store open(ServerConfig config) {
    Path file = databaseFile(config.data());
    try {
      return config
          .databaseUrl()
          .map(url -> JdbcStore.postgres(url, "", ""))
          .orElseGet(() -> JdbcStore.sqlite(file));
    } catch (StoreException e) {
      String name = config.databaseUrl().map(DatabaseUrl::masked).orElseGet(file::toString);
      throw new StoreException("the database " + name + " cannot be opened", e);
    }
  }

  /** The key file in a data directory. */
  static Path keyFile(Path data) {
    return data.resolve("key");
  }

  /** SQLite's database in a data directory. */
  static Path databaseFile(Path data) {
    return data.resolve("tombo.db");
  }
}
