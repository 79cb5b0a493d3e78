// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.http;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * The time that a chart is of, whole intervals in UTC.
 *
 * @param from its first hour since 1970
 * @param to the hour after its last
 * @param step hours of an interval: 1 or 24
 */
record HourRange(long from, long to, int step) {
  private static final int MAX_POINTS = 5_000;
  private static final int HOURS_A_DAY = 24;
  private static final int DEFAULT_POINTS = 30;
  private static final long SECONDS_AN_HOUR = 3600;

  /** One interval of a chart. */
  record Point(Instant at, long count) {}

  /**
   * Reads {@code interval}, {@code since} and {@code until}: by hour for a day or by day for 30
   * days, to now, where they are not said.
   *
   * @throws ProblemException 400 naming what is wrong
   */
  static HourRange of(Parameters parameters, Instant now) {
    int step = parameters.read("interval", "hour or day", HourRange::step).orElse(1);
    // The interval in which now is counts; one that begins with `until` does not.
    Instant until = parameters.time("until").orElse(now.plusSeconds(1));
    long to = Math.ceilDiv(until.getEpochSecond(), step * SECONDS_AN_HOUR) * step;
    long points = step == 1 ? HOURS_A_DAY : DEFAULT_POINTS;
    long from =
        parameters
            .time("since")
            .map(time -> Math.floorDiv(time.getEpochSecond(), step * SECONDS_AN_HOUR) * step)
            .orElse(to - points * step);
    if (from >= to) {
      throw new ProblemException(Problem.badRequest("since: not before until"));
    }
    if (to - from > (long) MAX_POINTS * step) {
      throw new ProblemException(
          Problem.badRequest("since: more than " + MAX_POINTS + " intervals before until"));
    }
    return new HourRange(from, to, step);
  }

  /** When the first interval begins. */
  Instant start() {
    return Instant.ofEpochSecond(from * SECONDS_AN_HOUR);
  }

  /** The points of a chart, each interval of it, by counts of hours. */
  List<Point> points(SortedMap<Long, Long> hours) {
    List<Point> points = new ArrayList<>();
    for (long count : counts(hours)) {
      points.add(
          new Point(start().plusSeconds((long) points.size() * step * SECONDS_AN_HOUR), count));
    }
    return points;
  }

  /** The counts of each interval, by those of hours. */
  List<Long> counts(SortedMap<Long, Long> hours) {
    List<Long> counts = new ArrayList<>();
    for (long begin = from; begin < to; begin += step) {
      counts.add(
          hours.subMap(begin, begin + step).values().stream().mapToLong(Long::longValue).sum());
    }
    return counts;
  }

  private static Optional<Integer> step(String interval) {
    return switch (interval) {
      case "hour" -> Optional.of(1);
      case "day" -> Optional.of(HOURS_A_DAY);
      default -> Optional.empty();
    };
  }
}
