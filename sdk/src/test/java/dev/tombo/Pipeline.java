// SPDX-License-Identifier: Apache-2.0
package dev.tombo;

import java.nio.file.Paths;
import java.time.Duration;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;

/**
 * The whole SDK with its clock, randomness and server in the test's hands, and without a thread.
 */
final class Pipeline {
  static final String TOKEN = "0123456789abcdef0123456789abcdef";

  final ManualTime time = new ManualTime();
  final FakeTransport server = new FakeTransport();
  final Channel channel;
  final Registry registry;
  final TomboOptions options;
  final Tombo tombo;

  Pipeline() {
    this(options -> options);
  }

  Pipeline(UnaryOperator<TomboOptions.Builder> settings) {
    this(settings, task -> new Thread(() -> {}));
  }

  Pipeline(UnaryOperator<TomboOptions.Builder> settings, ThreadFactory threads) {
    options = options(settings);
    AtomicLong random = new AtomicLong();
    channel =
        new Channel(
            options,
            server,
            new Surroundings(
                name -> name.equals("HOSTNAME") ? "app-1" : null,
                name -> null,
                Paths.get("no-such-file")),
            new Trouble("test"),
            time,
            random::incrementAndGet,
            threads);
    registry = new Registry((ignored, endpoint, token) -> channel);
    tombo = Tombo.create(options, registry);
  }

  static TomboOptions options(UnaryOperator<TomboOptions.Builder> settings) {
    TomboOptions.Builder builder =
        TomboOptions.builder().endpoint("http://localhost:1").token(TOKEN).shutdownHook(false);
    return settings.apply(builder).build(new Settings(name -> null, name -> null, name -> null));
  }

  /** Works until there is something to wait for; returns how long. */
  long run() {
    long wait = 0;
    for (int i = 0; wait == 0; i++) {
      if (i > 10_000) {
        throw new AssertionError("the worker does not come to rest");
      }
      wait = channel.worker.step();
    }
    return wait;
  }

  void advance(Duration duration) {
    time.advance(duration);
    run();
  }

  long discarded(DiscardReason reason) {
    return tombo.status().discarded(reason);
  }
}
