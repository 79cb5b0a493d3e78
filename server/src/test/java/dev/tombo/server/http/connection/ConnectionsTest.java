// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.http.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.helidon.webserver.CloseConnectionException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who has to go where there are too many connections, and who waited for too long. */
final class ConnectionsTest {
  private static final String PROXY = "192.0.2.1";

  private long now;
  private final Connections connections =
      new Connections(8, address -> address.getHostAddress().equals(PROXY), () -> now);

  /** An ended connection interrupts its thread, which is this one. */
  @AfterEach
  void calm() {
    var unused = Thread.interrupted();
  }

  private Connection open(String address) {
    try {
      now++;
      return connections.open(InetAddress.getByName(address));
    } catch (UnknownHostException e) {
      throw new AssertionError(e);
    }
  }

  private void pass(long seconds) {
    now += TimeUnit.SECONDS.toNanos(seconds);
    connections.endOverdue();
  }

  @Test
  void open_beyondTheShareOfANetwork_endsItsOldest() {
    Connection other = open("10.0.0.1");
    Connection first = open("2001:db8::1");
    Connection second = open("2001:db8::2");
    Connection third = open("2001:db8::3");

    assertThat(connections.all()).containsExactlyInAnyOrder(other, second, third);
    assertThatThrownBy(() -> first.asked(now)).isInstanceOf(CloseConnectionException.class);
  }

  @Test
  void open_ofAProxy_hasNoShare() {
    for (int i = 0; i < 8; i++) {
      open(PROXY);
    }

    assertThat(connections.all()).hasSize(8);
  }

  @Test
  void open_beyondAll_endsTheLongestWaitedFor() {
    Connection atWork = open("10.0.0.9");
    atWork.asked(now);
    List<Connection> waiting = new ArrayList<>();
    for (int i = 1; i < 8; i++) {
      waiting.add(open("10.0.0." + i));
    }
    Connection next = open("10.0.0.10");

    assertThat(connections.all())
        .hasSize(8)
        .contains(atWork, next)
        .doesNotContain(waiting.get(0))
        .containsAll(waiting.subList(1, 7));
  }

  @Test
  void open_whereAllAreAtWork_isRefused() {
    for (int i = 0; i < 8; i++) {
      open("10.0.0." + i).asked(now);
    }

    assertThatThrownBy(() -> open("10.0.1.1")).isInstanceOf(CloseConnectionException.class);
    connections.closed(connections.all().get(0));
    assertThat(open("10.0.1.1")).isIn(connections.all());
  }

  @Test
  void head_thatTrickles_endsAfterHalfAMinute() {
    Connection slow = open("10.0.0.1");
    for (int i = 0; i < 30; i++) {
      slow.reading(true, now);
      slow.read(now);
      pass(1);
      assertThat(connections.all()).containsExactly(slow);
    }
    pass(1);

    assertThat(connections.all()).isEmpty();
    assertThatThrownBy(() -> slow.read(now)).isInstanceOf(CloseConnectionException.class);
  }

  @Test
  void body_isWaitedForPieceByPiece() {
    Connection sender = open("10.0.0.1");
    sender.asked(now);
    for (int i = 0; i < 10; i++) {
      sender.reading(false, now);
      pass(30);
      sender.read(now);
    }
    pass(300);
    assertThat(connections.all()).as("at work").containsExactly(sender);
    sender.reading(false, now);
    pass(31);
    assertThat(connections.all()).isEmpty();
  }

  @Test
  void answer_isWaitedForPieceByPiece() {
    Connection taker = open("10.0.0.1");
    taker.asked(now);
    taker.answering();
    for (int i = 0; i < 10; i++) {
      taker.writing(now);
      pass(30);
      taker.written(now);
    }
    assertThat(connections.all()).containsExactly(taker);
    taker.writing(now);
    pass(31);
    assertThat(connections.all()).isEmpty();
  }

  @Test
  void request_isWaitedForLongerThanItsHead() {
    Connection idle = open("10.0.0.1");
    idle.asked(now);
    idle.answering();
    idle.reading(false, now);
    pass(300);
    assertThat(connections.all()).containsExactly(idle);
    idle.read(now);
    pass(30);
    assertThat(connections.all()).containsExactly(idle);
    pass(1);
    assertThat(connections.all()).isEmpty();
  }

  @Test
  void halfAHead_behindARequest_isWaitedForAsAHead() {
    Connection pipelined = open("10.0.0.1");
    pipelined.asked(now);
    pipelined.answering();
    pipelined.reading(true, now);
    pass(31);

    assertThat(connections.all()).isEmpty();
  }
}
