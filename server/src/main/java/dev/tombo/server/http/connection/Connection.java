// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.http.connection;

import io.helidon.webserver.CloseConnectionException;
import java.time.Duration;

/**
 * What a connection is waited for, and since when; times are those of {@link System#nanoTime}. Its
 * own thread tells what it does, others may end it while it waits. Thread-safe.
 */
final class Connection {
  /** What the other end has to do next. */
  enum Wait {
    /** To send a whole head, from its first byte on; at first from the connection on. */
    HEAD(Duration.ofSeconds(30)),
    /** To send the next piece of a body. */
    BODY(Duration.ofSeconds(30)),
    /** To take a piece of the answer. */
    ANSWER(Duration.ofSeconds(30)),
    /** To ask the next thing, if it likes. */
    REQUEST(Duration.ofMinutes(5)),
    /** Nothing: the server is at work. */
    NONE(Duration.ofNanos(Long.MAX_VALUE)),
    /** Nothing any more: the connection is given up. */
    ENDED(Duration.ofNanos(Long.MAX_VALUE));

    private final long nanos;

    Wait(Duration most) {
      this.nanos = most.toNanos();
    }
  }

  private final Thread thread;
  private final String network;
  private Wait wait = Wait.HEAD;
  private long since;
  private boolean answered;

  /**
   * A connection that was just made.
   *
   * @param thread in which it is served
   * @param network whose it is
   */
  Connection(Thread thread, String network, long now) {
    this.thread = thread;
    this.network = network;
    this.since = now;
  }

  /** Whose it is. */
  String network() {
    return network;
  }

  /**
   * Its thread begins to read.
   *
   * @param rest whether there are bytes already that are not a whole head
   * @throws CloseConnectionException if it was ended
   */
  synchronized void reading(boolean rest, long now) {
    if (wait == Wait.HEAD) {
      return;
    }
    if (answered) {
      become(rest ? Wait.HEAD : Wait.REQUEST, now);
    } else {
      become(Wait.BODY, now);
    }
  }

  /**
   * Bytes have come.
   *
   * @throws CloseConnectionException if it was ended meanwhile
   */
  synchronized void read(long now) {
    if (wait == Wait.REQUEST) {
      become(Wait.HEAD, now);
    } else if (wait != Wait.HEAD) {
      become(Wait.NONE, now);
    }
  }

  /** The head of a request is whole. */
  synchronized void asked(long now) {
    answered = false;
    become(Wait.NONE, now);
  }

  /** The answer begins. */
  synchronized void answering() {
    answered = true;
  }

  /** Its thread begins to write a piece. */
  synchronized void writing(long now) {
    become(Wait.ANSWER, now);
  }

  /** The piece is written. */
  synchronized void written(long now) {
    become(Wait.NONE, now);
  }

  /** How long it is waited for; negative if it is not. */
  synchronized long waited(long now) {
    return wait == Wait.NONE || wait == Wait.ENDED ? -1 : now - since;
  }

  /** Whether it is waited for longer than anybody needs. */
  synchronized boolean isOverdue(long now) {
    return now - since > wait.nanos;
  }

  /** Ends it if it is waited for; otherwise it goes on. */
  synchronized boolean end() {
    if (wait == Wait.NONE || wait == Wait.ENDED) {
      return false;
    }
    wait = Wait.ENDED;
    // It closes the channel that the thread reads from or writes to.
    thread.interrupt();
    return true;
  }

  private void become(Wait next, long now) {
    if (wait == Wait.ENDED) {
      throw new CloseConnectionException("it was waited for too long");
    }
    wait = next;
    since = now;
  }
}
