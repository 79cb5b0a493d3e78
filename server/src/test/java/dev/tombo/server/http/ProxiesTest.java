// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tombo.server.http.Proxies.Header;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whom proxies speak for, and who only says so. */
final class ProxiesTest {
  private static final String TRUSTED = "10.0.0.0/8, 192.0.2.7,2001:db8::/33";

  private static String client(Header header, String peer, String value)
      throws UnknownHostException {
    List<String> lines = value == null ? List.of() : Arrays.asList(value.split("\\|", -1));
    return new Proxies(Proxies.blocks(TRUSTED), header)
        .client(InetAddress.getByName(peer), lines)
        .getHostAddress();
  }

  @ParameterizedTest
  @CsvSource({
    "198.51.100.1, 203.0.113.9, 198.51.100.1",
    "10.1.2.3, , 10.1.2.3",
    "10.1.2.3, '', 10.1.2.3",
    "10.1.2.3, 203.0.113.9, 203.0.113.9",
    "192.0.2.7, 203.0.113.9:4711, 203.0.113.9",
    "192.0.2.8, 203.0.113.9, 192.0.2.8",
    "10.1.2.3, '1.1.1.1, 203.0.113.9', 203.0.113.9",
    "10.1.2.3, '1.1.1.1|203.0.113.9 , 10.9.9.9', 203.0.113.9",
    "10.1.2.3, '10.0.0.2, 10.0.0.1', 10.0.0.2",
    "10.1.2.3, '203.0.113.9, localhost', 10.1.2.3",
    "10.1.2.3, '203.0.113.9, 10.0.0.1, unknown, 10.0.0.2', 10.0.0.2",
    "10.1.2.3, 203.0.113.999, 10.1.2.3",
    "10.1.2.3, 2001:db8:8000::1, 2001:db8:8000:0:0:0:0:1",
    "10.1.2.3, [2001:db8:8000::1]:80, 2001:db8:8000:0:0:0:0:1",
    "2001:db8:7fff::1, 203.0.113.9, 203.0.113.9",
    "2001:db8:8000::1, 203.0.113.9, 2001:db8:8000:0:0:0:0:1",
    "10.1.2.3, '[', 10.1.2.3",
    "10.1.2.3, ':::::', 10.1.2.3",
    "10.1.2.3, 'fe80::1%eth0', 10.1.2.3"
  })
  void client_byXForwardedFor_isTheLastThatNoProxyIs(String peer, String value, String client)
      throws UnknownHostException {
    assertThat(client(Header.X_FORWARDED_FOR, peer, value)).isEqualTo(client);
  }

  @ParameterizedTest
  @CsvSource({
    "10.1.2.3, 'for=203.0.113.9;proto=https', 203.0.113.9",
    "10.1.2.3, 'proto=https; For=\"203.0.113.9:80\"', 203.0.113.9",
    "10.1.2.3, 'for=1.1.1.1, for=\"[2001:db8:8000::1]:4711\"', 2001:db8:8000:0:0:0:0:1",
    "10.1.2.3, 'for=203.0.113.9, for=_hidden', 10.1.2.3",
    "10.1.2.3, '203.0.113.9', 10.1.2.3",
    "198.51.100.1, 'for=203.0.113.9', 198.51.100.1"
  })
  void client_byForwarded_isTheLastThatNoProxyIs(String peer, String value, String client)
      throws UnknownHostException {
    assertThat(client(Header.FORWARDED, peer, value)).isEqualTo(client);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "10.0.0.0/33", "10.0.0.0/", "/8", "proxy.example.com", "10.0.0.1,"})
  void blocks_ofWhatIsNone_namesIt(String text) {
    assertThatThrownBy(() -> Proxies.blocks(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("such as 10.0.0.7");
  }
}
