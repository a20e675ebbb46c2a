package dev.millrace.cli.demo;

import java.util.Collection;
import java.util.concurrent.TimeUnit;

/**
 * Median and 99th percentile of latencies, in milliseconds.
 *
 * @param count how many there were; with none the others are 0
 */
public record Percentiles(long p50, long p99, int count) {

  static Percentiles ofNanos(Collection<Long> nanos) {
    long[] sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
    return new Percentiles(at(sorted, 50), at(sorted, 99), sorted.length);
  }

  // Nearest rank: the smallest value that at least the given share does not exceed.
  private static long at(long[] sorted, int percent) {
    if (sorted.length == 0) {
      return 0;
    }
    int rank = (int) Math.ceil(sorted.length * percent / 100.0);
    return TimeUnit.NANOSECONDS.toMillis(sorted[rank - 1]);
  }

  @Override
  public String toString() {
    return count == 0 ? "none" : "p50 " + p50 + " ms, p99 " + p99 + " ms, of " + count;
  }
}
