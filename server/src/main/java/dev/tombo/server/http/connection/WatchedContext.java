// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.http.connection;

import io.helidon.common.buffers.DataReader;
import io.helidon.common.buffers.DataWriter;
import io.helidon.common.socket.HelidonSocket;
import io.helidon.common.socket.PeerInfo;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.ListenerContext;
import io.helidon.webserver.ProxyProtocolData;
import io.helidon.webserver.Router;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.function.LongSupplier;

/** Helidon's context of a connection, with a reader and a writer that tell what they wait for. */
final class WatchedContext implements ConnectionContext {
  private final ConnectionContext context;
  private final Connection connection;
  private final ReadAhead.Of ahead;
  private final LongSupplier nanoTime;
  private final DataReader reader = DataReader.create(this::more);
  private final DataWriter writer;

  WatchedContext(
      ConnectionContext context, Connection connection, ReadAhead.Of ahead, LongSupplier nanoTime) {
    this.context = context;
    this.connection = connection;
    this.ahead = ahead;
    this.nanoTime = nanoTime;
    this.writer = new WatchedWriter(context.dataWriter(), connection, nanoTime);
  }

  /** What is watched. */
  Connection connection() {
    return connection;
  }

  /** Takes its part in what all hold back. */
  void release() {
    ahead.hold(0);
  }

  private byte[] more() {
    int rest = reader.available();
    ahead.hold(rest);
    connection.reading(rest > 0, nanoTime.getAsLong());
    try {
      byte[] bytes = context.serverSocket().get();
      connection.read(nanoTime.getAsLong());
      return bytes;
    } catch (UncheckedIOException e) {
      throw new CloseConnectionException("it broke", e);
    }
  }

  @Override
  public DataReader dataReader() {
    return reader;
  }

  @Override
  public DataWriter dataWriter() {
    return writer;
  }

  @Override
  public ListenerContext listenerContext() {
    return context.listenerContext();
  }

  @Override
  public ExecutorService executor() {
    return context.executor();
  }

  @Override
  public Router router() {
    return context.router();
  }

  @Override
  public Optional<ProxyProtocolData> proxyProtocolData() {
    return context.proxyProtocolData();
  }

  @Override
  public HelidonSocket serverSocket() {
    return context.serverSocket();
  }

  @Override
  public PeerInfo remotePeer() {
    return context.remotePeer();
  }

  @Override
  public PeerInfo localPeer() {
    return context.localPeer();
  }

  @Override
  public boolean isSecure() {
    return context.isSecure();
  }

  @Override
  public String socketId() {
    return context.socketId();
  }

  @Override
  public String childSocketId() {
    return context.childSocketId();
  }
}
