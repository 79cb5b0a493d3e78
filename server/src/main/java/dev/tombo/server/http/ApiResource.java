// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.http;

import dev.tombo.server.model.PublicUrl;
import io.helidon.http.Status;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** {@code /api/v1/openapi.json}: shows what the server promises. Thread-safe. */
final class ApiResource {
  private final String version;
  private final Supplier<PublicUrl> publicUrl;
  private byte @Nullable [] json;

  ApiResource(String version, Supplier<PublicUrl> publicUrl) {
    this.version = version;
    this.publicUrl = publicUrl;
  }

  void show(Call call) {
    JsonReplies.send(call.response(), Status.OK_200, json());
  }

  /** Put together when it is first asked for, since few ever ask. */
  private synchronized byte[] json() {
    byte[] known = json;
    if (known == null) {
      known = JsonReplies.bytes(ApiDocument.read(version, publicUrl.get().base()));
      json = known;
    }
    return known;
  }
}
