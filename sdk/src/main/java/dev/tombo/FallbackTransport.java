// SPDX-License-Identifier: Apache-2.0
package dev.tombo;

import java.io.IOException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Sends through a first transport, made when it is first needed, until its classes turn out not to
 * link; then through a second. An application may bring another OkHttp, Okio or Kotlin than the SDK
 * was built with, or none.
 */
final class FallbackTransport implements Transport {
  private final Supplier<Transport> first;
  private final Supplier<Transport> second;
  private final Trouble trouble;
  private volatile @Nullable Transport chosen;
  private volatile boolean cancelled;

  FallbackTransport(Supplier<Transport> first, Supplier<Transport> second, Trouble trouble) {
    this.first = first;
    this.second = second;
    this.trouble = trouble;
  }

  static Transport toTarget(Target target, Trouble trouble) {
    return new FallbackTransport(
        () -> new OkHttpTransport(target), () -> new UrlTransport(target), trouble);
  }

  @Override
  public Reply send(byte[] gzippedJson) throws IOException {
    try {
      return choose(first).send(gzippedJson);
    } catch (LinkageError unusable) {
      trouble.tell("okhttp", "OkHttp cannot be used here; the JDK's client is, instead", unusable);
      chosen = null;
      return choose(second).send(gzippedJson);
    }
  }

  @Override
  public void cancel() {
    cancelled = true;
    Transport now = chosen;
    if (now != null) {
      now.cancel();
    }
  }

  @Override
  public void close() {
    Transport now = chosen;
    if (now != null) {
      now.close();
    }
  }

  private Transport choose(Supplier<Transport> preferred) {
    Transport now = chosen;
    if (now == null) {
      now = preferred.get();
      chosen = now;
      if (cancelled) {
        now.cancel();
      }
    }
    return now;
  }
}
