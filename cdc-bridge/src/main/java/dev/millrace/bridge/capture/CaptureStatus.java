package dev.millrace.bridge.capture;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one instance captures and how far it is, as {@code GET /capture} says. What is not known, or
 * does not apply, is null.
 *
 * @param memberId this instance in the group; empty until it joined
 * @param partitionsOwned of {@code cdc-bridge-progress}
 * @param generationStart of the stream generation that is being captured
 * @param tasks CDC tasks of that generation, one a vnode
 * @param streams CDC streams of that generation
 * @param oldestPosition everything before it has been captured, of this instance's tasks
 * @param oldestTask which of them is there, by the key of its progress
 * @param lagSeconds age of that position
 * @param ttlSeconds how long rows of the CDC log live; null for ever
 * @param lossHorizonSeconds how long until rows expire that are not captured yet
 * @param windowMillis largest length of the next window, over this instance's tasks
 */
public record CaptureStatus(
    String table,
    String memberId,
    List<Integer> partitionsOwned,
    int partitions,
    @Nullable Instant generationStart,
    Share tasks,
    Share streams,
    @Nullable Instant oldestPosition,
    @Nullable String oldestTask,
    @Nullable Double lagSeconds,
    @Nullable Long ttlSeconds,
    @Nullable Double lossHorizonSeconds,
    @Nullable Range windowMillis) {

  /** How many this instance captures, of how many. */
  public record Share(int owned, int total) {}

  /** Least and greatest, in milliseconds. */
  public record Range(long least, long greatest) {}
}
