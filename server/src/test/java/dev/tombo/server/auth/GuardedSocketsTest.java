// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Asks for addresses inside the server's network, by themselves and by names. */
final class GuardedSocketsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "127.9.9.9",
        "0.0.0.0",
        "0.1.2.3",
        "10.0.0.1",
        "172.16.0.1",
        "172.31.255.255",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "100.127.255.255",
        "192.0.0.8",
        "198.18.0.1",
        "198.19.255.255",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "::1",
        "::",
        "fe80::1",
        "fec0::1",
        "fc00::1",
        "fdff::1",
        "ff02::1",
        "::ffff:10.0.0.1",
        "::ffff:127.0.0.1",
        "64:ff9b::127.0.0.1",
        "64:ff9b::a00:1",
        "2002:7f00:1::",
        "::10.0.0.1"
      })
  void has_anInsideAddress_yes(String address) throws UnknownHostException {
    assertThat(InsideAddresses.has(InetAddress.getByName(address))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.1.1.1", "9.255.255.255", "11.0.0.1", "100.63.255.255", "100.128.0.1", "172.15.0.1",
        "172.32.0.1", "192.167.1.1", "192.0.1.1", "198.17.0.1", "198.20.0.1", "223.255.255.255",
        "2606:4700::1111", "64:ff9b::101:101", "2002:101:101::"
      })
  void has_anAddressOfTheWorld_no(String address) throws UnknownHostException {
    assertThat(InsideAddresses.has(InetAddress.getByName(address))).isFalse();
  }

  @Test
  void request_toAnInsideAddress_neverConnects() throws IOException {
    OutgoingRequests requests = new OutgoingRequests(false);
    try (ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      for (String host : new String[] {"127.0.0.1", "localhost"}) {
        URI uri = URI.create("https://" + host + ":" + listening.getLocalPort() + "/jwks");
        assertThatThrownBy(() -> requests.retrieveResource(uri.toURL()))
            .isInstanceOf(IOException.class)
            .hasMessageContaining("inside the server's network");
      }
    }
  }

  @Test
  void request_inTheClear_isNotMade() {
    assertThatThrownBy(
            () ->
                new OutgoingRequests(false)
                    .retrieveResource(URI.create("http://127.0.0.1:1/").toURL()))
        .isInstanceOf(IOException.class)
        .hasMessage("not https");
  }
}
