// SPDX-License-Identifier: Apache-2.0
package dev.tombo.benchmarks.load;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;

/**
 * Makes events as JVM applications send them, of so many faults. Stack, modules and template belong
 * to the fault, with a variant of the stack in one of ten; arguments, MDC, URLs, user, addresses
 * and breadcrumbs belong to the event. One seed gives one sequence. Not thread-safe.
 */
final class JvmEvents {
  /** How large an event is. */
  enum Size {
    /** About 17 KB. */
    KB17(50, 24, 22, 52),
    /** About 4 KB. */
    KB4(8, 3, 3, 4);

    private final int thrown;
    private final int cause;
    private final int breadcrumbs;
    private final int modules;

    Size(int thrown, int cause, int breadcrumbs, int modules) {
      this.thrown = thrown;
      this.cause = cause;
      this.breadcrumbs = breadcrumbs;
      this.modules = modules;
    }
  }

  private static final int TENANTS = 300;
  private static final int USERS = 20_000;

  private final Size size;
  private final long seed;
  private final RandomGenerator random;
  private final Words words;
  private final List<Fault> faults = new ArrayList<>();
  private final Instant since;

  /**
   * A maker of events.
   *
   * @param faults how many there are
   * @param since when the first of them occurred, each a millisecond after the one before
   */
  JvmEvents(Size size, int faults, long seed, Instant since) {
    this.size = size;
    this.seed = seed;
    this.since = since;
    this.random = new Random(seed);
    this.words = new Words(random);
    for (int i = 0; i < faults; i++) {
      this.faults.add(fault(i));
    }
  }

  /** The fault of a number, which is the same whatever else was made. */
  Fault fault(int number) {
    return Fault.of(new Random(seed * 31 + number), size.thrown, size.cause, size.modules);
  }

  /** Appends an event whose id comes first. */
  void append(StringBuilder json, String id, int number) {
    append(json, faults.get(random.nextInt(faults.size())), id, number);
  }

  /** Appends an event of this fault. */
  void append(StringBuilder json, Fault fault, String id, int number) {
    long order = random.nextLong(100_000_000);
    String customer = words.hex(12);
    json.append("{\"id\":\"").append(id).append("\",\"occurredAt\":\"");
    json.append(since.plusMillis(number)).append("\",\"level\":\"error\",\"platform\":\"java\"");
    json.append(",\"message\":\"").append(fault.template().formatted(order, customer));
    json.append("\",\"template\":\"").append(fault.template().replace("%s", "{}"));
    json.append("\",\"arguments\":[\"").append(order).append("\",\"").append(customer);
    json.append("\"],\"logger\":\"").append(fault.logger());
    json.append("\",\"thread\":{\"id\":").append(random.nextInt(20, 400));
    json.append(",\"name\":\"http-nio-8080-exec-").append(random.nextInt(200));
    json.append("\",\"virtual\":false},\"origin\":\"shop-").append(random.nextInt(12));
    json.append(".eu-west-1.internal\",\"environment\":\"");
    json.append(random.nextInt(10) == 0 ? "staging" : "production");
    json.append("\",\"release\":\"shop@4.").append(random.nextInt(4)).append(".0\"");
    json.append(",\"exceptions\":[{\"type\":\"").append(fault.thrown());
    json.append("\",\"message\":\"").append(words.sentence(6)).append(' ').append(order);
    json.append("\",\"relation\":\"thrown\",\"frames\":[");
    frames(json, fault.frames());
    json.append("]},{\"type\":\"")
        .append(fault.cause())
        .append("\",\"message\":\"timed out after ");
    json.append(random.nextInt(30_000)).append(" ms: ").append(words.hex(16));
    json.append("\",\"relation\":\"cause\",\"of\":0,\"frames\":[");
    frames(json, fault.causeFrames());
    json.append("]}]");
    circumstances(json, order);
    breadcrumbs(json, number);
    json.append(fault.modules())
        .append(",\"sdk\":{\"name\":\"tombo-java\",\"version\":\"0.1.0\"}}");
  }

  private void frames(StringBuilder json, List<String> frames) {
    int variant = random.nextInt(10) == 0 ? random.nextInt(frames.size()) : -1;
    for (int i = 0; i < frames.size(); i++) {
      json.append(i == 0 ? "" : ",");
      if (i == variant) {
        json.append("{\"class\":\"jdk.internal.reflect.DirectMethodHandleAccessor\",\"method\":");
        json.append("\"invoke\",\"file\":\"DirectMethodHandleAccessor.java\",\"line\":");
        json.append(random.nextInt(90, 110)).append(",\"inApp\":false},");
      }
      json.append(frames.get(i));
    }
  }

  private void circumstances(StringBuilder json, long order) {
    String request = words.hex(32);
    int user = random.nextInt(USERS);
    json.append(",\"tags\":{\"region\":\"eu-").append(random.nextInt(3));
    json.append("\",\"shard\":\"").append(random.nextInt(16));
    json.append("\",\"tenant\":\"t").append(words.skewed(TENANTS));
    json.append("\",\"channel\":\"").append(random.nextBoolean() ? "web" : "app");
    json.append("\",\"plan\":\"p").append(random.nextInt(4));
    json.append("\"},\"context\":{\"mdc\":{\"requestId\":\"").append(request);
    json.append("\",\"session\":\"").append(words.hex(24));
    json.append("\",\"customer\":\"").append(words.hex(12));
    json.append("\",\"basket\":\"").append(random.nextInt(1_000_000));
    json.append("\"}},\"user\":{\"id\":\"").append(user).append("\",\"email\":\"user");
    json.append(user).append("@example.com\",\"ip\":\"").append(address());
    json.append("\"},\"request\":{\"method\":\"POST\",\"url\":\"https://shop.example.com/orders/");
    json.append(order).append("/lines?customer=").append(words.hex(12)).append("&step=");
    json.append(random.nextInt(9))
        .append("\",\"headers\":{\"User-Agent\":\"Mozilla/5.0 (X11; Linux");
    json.append(" x86_64) AppleWebKit/537.36 Chrome/14").append(random.nextInt(10));
    json.append(".0.0.0\",\"X-Request-Id\":\"").append(request).append("\",\"X-Forwarded-For\":\"");
    json.append(address()).append("\"}},\"trace\":{\"traceId\":\"").append(words.hex(32));
    json.append("\",\"spanId\":\"").append(words.hex(16)).append("\"}");
  }

  private void breadcrumbs(StringBuilder json, int number) {
    json.append(",\"breadcrumbs\":[");
    for (int i = 0; i < size.breadcrumbs; i++) {
      json.append(i == 0 ? "" : ",").append("{\"at\":\"");
      json.append(since.plusMillis(number - (size.breadcrumbs - i) * 37L - random.nextInt(30)));
      json.append("\",\"level\":\"info\",\"category\":\"com.acme.shop.").append(words.skewed(9));
      json.append("\",\"message\":\"").append(words.sentence(5)).append(' ');
      json.append(random.nextInt(100_000)).append(' ').append(words.hex(8)).append("\"}");
    }
    json.append(']');
  }

  private String address() {
    return "10." + random.nextInt(256) + "." + random.nextInt(256) + "." + random.nextInt(256);
  }
}
