package dev.millrace.bridge.sequencer;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Which aggregates wait, as each partition last said: asking it never waits for the sequencer, nor
 * fails while partitions move. Thread-safe.
 */
public final class WaitingAggregates {

  /** How many aggregates are named; the others are only counted. */
  static final int LISTED = 100;

  private final Map<Integer, OfPartition> partitions = new ConcurrentHashMap<>();

  /**
   * An aggregate that waits.
   *
   * @param head the last sequence that was published or counted
   * @param awaited the highest sequence that is known to exist
   * @param since when the wait began
   * @param parked how many later events are here already
   * @param state {@code waiting}, {@code filling} (the store is being asked), {@code unfillable}
   *     (the store does not have it either) or {@code refused} (its topic is not allowed)
   */
  public record Waiting(
      UUID aggregateId, long head, long awaited, Instant since, long parked, String state) {}

  /** What one partition says of itself; the longest waits come first. */
  record OfPartition(long total, long unfillable, List<Waiting> longest) {}

  /** All partitions together; of the aggregates only so many, those that wait longest. */
  public record Report(long total, long unfillable, List<Waiting> aggregates) {}

  void show(int partition, OfPartition waiting) {
    partitions.put(partition, waiting);
  }

  void hide(int partition) {
    partitions.remove(partition);
  }

  public Report report() {
    Collection<OfPartition> all = partitions.values();
    return new Report(
        all.stream().mapToLong(OfPartition::total).sum(),
        all.stream().mapToLong(OfPartition::unfillable).sum(),
        longest().limit(LISTED).toList());
  }

  private Stream<Waiting> longest() {
    return partitions.values().stream()
        .flatMap(partition -> partition.longest().stream())
        .sorted(Comparator.comparing(Waiting::since));
  }

  /** How long the longest wait has lasted, in seconds; 0 if there is none. */
  double oldestSeconds(Clock clock) {
    return longest()
        .findFirst()
        .map(oldest -> Duration.between(oldest.since(), clock.instant()).toMillis() / 1e3)
        .orElse(0.0);
  }
}
