// SPDX-License-Identifier: Apache-2.0
package dev.tombo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** That an application without a usable OkHttp still gets its errors out. */
class FallbackTransportTest {
  @Test
  void send_firstDoesNotLink_usesTheSecondFromThenOn() throws IOException {
    List<String> used = new ArrayList<>();
    FakeTransport second = new FakeTransport();
    Transport transport =
        new FallbackTransport(
            () -> {
              used.add("first");
              throw new NoClassDefFoundError("okhttp3/OkHttpClient");
            },
            () -> {
              used.add("second");
              return second;
            },
            new Trouble("test"));
    byte[] body =
        new Batch("id", new ArrayList<>(), new java.util.EnumMap<>(DiscardReason.class), 0)
            .body(java.time.Instant.EPOCH);

    transport.send(body);
    transport.send(body);

    assertThat(used).containsExactly("first", "second");
    assertThat(second.batches).hasSize(2);
  }
}
