// SPDX-License-Identifier: Apache-2.0
package dev.tombo.benchmarks.load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/**
 * A connection that stays open and never blocks, with one request at a time, by a bare socket: a
 * client of the JDK would take the processor that the server needs. Not thread-safe.
 */
final class Connection implements AutoCloseable {
  private final SocketChannel channel;
  private final SelectionKey key;
  private final ByteBuffer request;
  private final Reply reply = new Reply();
  private long due;

  /**
   * Connects.
   *
   * @param longest request that will be sent, in bytes
   */
  Connection(int port, int longest, Selector selector) throws IOException {
    request = ByteBuffer.allocateDirect(longest);
    channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    channel.configureBlocking(false);
    key = channel.register(selector, SelectionKey.OP_READ, this);
  }

  /** Where the next request is put. */
  ByteBuffer room() {
    return request.clear();
  }

  /** Begins to send what was put there; its time is counted from when it is due. */
  void send(long due) throws IOException {
    this.due = due;
    reply.clear();
    request.flip();
    write();
  }

  /**
   * Goes on with what its selector says that it is ready for; answers whether the reply is there.
   */
  boolean proceed() throws IOException {
    if (request.hasRemaining()) {
      write();
    }
    return reply.read(channel);
  }

  private void write() throws IOException {
    channel.write(request);
    int wanted = request.hasRemaining() ? SelectionKey.OP_WRITE : 0;
    if (key.interestOps() != (SelectionKey.OP_READ | wanted)) {
      key.interestOps(SelectionKey.OP_READ | wanted);
    }
  }

  long due() {
    return due;
  }

  Reply reply() {
    return reply;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
