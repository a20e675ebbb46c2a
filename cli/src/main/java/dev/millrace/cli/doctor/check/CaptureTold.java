package dev.millrace.cli.doctor.check;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an instance of the bridge says at {@code GET /capture}, as far as it matters here.
 *
 * @param memberId empty until it joined the group
 * @param generationStart of the stream generation that it captures; null until it knows one
 * @param oldestTask its task that is furthest behind; null if it owns nothing
 * @param lagSeconds age of the oldest time that it has not captured; null if it owns nothing
 */
public record CaptureTold(
    String table,
    String memberId,
    @Nullable Instant generationStart,
    Tasks tasks,
    @Nullable String oldestTask,
    @Nullable Double lagSeconds,
    @Nullable Long ttlSeconds,
    @Nullable Double lossHorizonSeconds) {

  /** How many it captures, of how many. */
  public record Tasks(int owned, int total) {}
}
