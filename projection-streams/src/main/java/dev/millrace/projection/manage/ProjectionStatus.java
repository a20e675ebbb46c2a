package dev.millrace.projection.manage;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A projection as one instance sees it.
 *
 * @param version of its code here
 * @param serving number of the build that queries read
 */
public record ProjectionStatus(
    String name, int version, @Nullable Integer serving, List<BuildStatus> builds) {

  public ProjectionStatus {
    builds = List.copyOf(builds);
  }

  /**
   * A build.
   *
   * @param codeVersion of the projection when the build was begun; less than the version of the
   *     code: due to be rebuilt
   * @param state on this instance
   * @param servedAt when it began to serve, the last time; null if it never did
   * @param lagRecords records that the whole group has not read; null if the broker did not say
   * @param lagSeconds age of the oldest of them; 0 if there is none
   * @param percent of the records there are that it has read
   * @param recordsPerSecond that this instance folds or drops, of late
   * @param secondsLeft until it has caught up at that rate; null if that cannot be said
   * @param parked aggregates and rows that wait, on all instances; null if the broker did not say
   * @param backfillPercent of the event store that was read for what the topic no longer has; 100
   *     also where that is not needed; null if the database did not say
   * @param backfill how that goes
   * @param topics that it publishes, by their names in the schema
   */
  public record BuildStatus(
      int build,
      int codeVersion,
      String wanted,
      String state,
      boolean serving,
      Instant createdAt,
      @Nullable Instant servedAt,
      @Nullable Long lagRecords,
      @Nullable Double lagSeconds,
      @Nullable Double percent,
      double recordsPerSecond,
      @Nullable Double secondsLeft,
      @Nullable Integer parked,
      @Nullable Double backfillPercent,
      BackfillStatus backfill,
      Map<String, String> topics,
      @Nullable Instant lastErrorAt,
      @Nullable String lastError) {}
}
