// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.auth;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import javax.net.ssl.SSLSocketFactory;

/**
 * Makes sockets that connect to no inside address. An address is looked at where it is connected
 * to, so that a name cannot be another's between the look and the connection. Thread-safe.
 */
final class GuardedSockets extends SSLSocketFactory {
  private final SSLSocketFactory tls;

  /** Sockets that trust whom those of a factory trust. */
  GuardedSockets(SSLSocketFactory tls) {
    this.tls = tls;
  }

  /** What an HTTPS connection asks for first, and lays TLS over afterwards. */
  @Override
  public Socket createSocket() {
    return new Socket() {
      @Override
      public void connect(SocketAddress endpoint, int timeout) throws IOException {
        if (!(endpoint instanceof InetSocketAddress to)
            || to.getAddress() == null
            || InsideAddresses.has(to.getAddress())) {
          throw new ConnectException("inside the server's network, where it must not ask");
        }
        super.connect(endpoint, timeout);
      }
    };
  }

  @Override
  public Socket createSocket(Socket socket, String host, int port, boolean autoClose)
      throws IOException {
    return tls.createSocket(socket, host, port, autoClose);
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    throw unused();
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress from, int fromPort)
      throws IOException {
    throw unused();
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    throw unused();
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort)
      throws IOException {
    throw unused();
  }

  @Override
  public String[] getDefaultCipherSuites() {
    return tls.getDefaultCipherSuites();
  }

  @Override
  public String[] getSupportedCipherSuites() {
    return tls.getSupportedCipherSuites();
  }

  /** A connection that is made at once cannot be looked at before. */
  private static IOException unused() {
    return new IOException("not a guarded connection");
  }
}
