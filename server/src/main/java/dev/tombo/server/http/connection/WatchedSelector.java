// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.http.connection;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.concurrency.limits.Limit;
import io.helidon.common.task.InterruptableTask;
import io.helidon.http.Headers;
import io.helidon.http.Status;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http1.Http1Connection;
import io.helidon.webserver.http1.Http1ConnectionListener;
import io.helidon.webserver.http1.Http1ConnectionSelector;
import io.helidon.webserver.spi.ServerConnection;
import io.helidon.webserver.spi.ServerConnectionSelector;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Set;
import java.util.function.LongSupplier;

/** Serves every connection by HTTP/1.1, watched: the only selector of a server. Thread-safe. */
public final class WatchedSelector implements ServerConnectionSelector {
  private final Http1ConnectionSelector http;
  private final Connections connections;
  private final ReadAhead ahead;
  private final LongSupplier nanoTime;

  /**
   * A selector.
   *
   * @param config of HTTP/1.1
   * @param aheadBytes how many bytes may be read from all connections and not be taken yet
   * @param nanoTime such as {@link System#nanoTime}
   */
  public WatchedSelector(
      Http1Config.Builder config, Connections connections, long aheadBytes, LongSupplier nanoTime) {
    Http1ConnectionListener listener = new Listener();
    this.http =
        Http1ConnectionSelector.builder()
            .config(config.addReceiveListener(listener).addSendListener(listener).build())
            .build();
    this.connections = connections;
    this.ahead = new ReadAhead(aheadBytes);
    this.nanoTime = nanoTime;
  }

  @Override
  public int bytesToIdentifyConnection() {
    return http.bytesToIdentifyConnection();
  }

  @Override
  public Support supports(BufferData data) {
    return http.supports(data);
  }

  @Override
  public Set<String> supportedApplicationProtocols() {
    return http.supportedApplicationProtocols();
  }

  @Override
  public ServerConnection connection(ConnectionContext context) {
    Connection connection = connections.open(remote(context));
    WatchedContext watched = new WatchedContext(context, connection, ahead.another(), nanoTime);
    return new Watched((Http1Connection) http.connection(watched), watched);
  }

  private static InetAddress remote(ConnectionContext context) {
    return ((InetSocketAddress) context.remotePeer().address()).getAddress();
  }

  /** Helidon's connection, which is forgotten once it is done. */
  private final class Watched implements ServerConnection, InterruptableTask<Void> {
    private final Http1Connection connection;
    private final WatchedContext context;

    Watched(Http1Connection connection, WatchedContext context) {
      this.connection = connection;
      this.context = context;
    }

    @Override
    public void handle(Limit limit) throws InterruptedException {
      try {
        connection.handle(limit);
      } finally {
        context.release();
        connections.closed(context.connection());
      }
    }

    @Override
    public Duration idleTime() {
      return connection.idleTime();
    }

    @Override
    public void close(boolean interrupt) {
      connection.close(interrupt);
    }

    @Override
    public boolean canInterrupt() {
      return connection.canInterrupt();
    }
  }

  /** Hears of each request and its answer. */
  private final class Listener implements Http1ConnectionListener {
    @Override
    public void headers(ConnectionContext context, Headers headers) {
      ((WatchedContext) context).connection().asked(nanoTime.getAsLong());
    }

    @Override
    public void status(ConnectionContext context, Status status) {
      ((WatchedContext) context).connection().answering();
    }
  }
}
