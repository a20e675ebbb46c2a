package dev.millrace.projection.manage;

import dev.millrace.projection.backfill.BackfillFailure;
import dev.millrace.projection.backfill.BackfillState;
import dev.millrace.projection.backfill.RowCounts;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What has become of the rows of the event store that a build was given, and what that stands still
 * of. The counts are null if the database did not say.
 *
 * @param events that were sent to the build, some perhaps twice
 * @param unusable rows that are no event; their aggregates stay parked
 * @param withoutTopic rows that name no topic and were left out: events that are not published, or
 *     rows of a writer that did not say where they are
 * @param lastErrorAt null: it has come further since, or never failed
 */
public record BackfillStatus(
    @Nullable Long events,
    @Nullable Long unusable,
    @Nullable Long withoutTopic,
    @Nullable Instant lastErrorAt,
    @Nullable String lastError) {

  /**
   * As the database has it; and the newest failure, which it may not have been able to take.
   *
   * @param here what it failed of on this instance
   */
  static BackfillStatus of(Optional<BackfillState> stored, Optional<BackfillFailure> here) {
    Optional<RowCounts> counts = stored.map(BackfillState::counts);
    Optional<BackfillFailure> failure =
        Stream.concat(stored.map(BackfillState::failure).stream(), here.stream())
            .max(Comparator.comparing(BackfillFailure::at));
    return new BackfillStatus(
        counts.map(RowCounts::events).orElse(null),
        counts.map(RowCounts::unusable).orElse(null),
        counts.map(RowCounts::withoutTopic).orElse(null),
        failure.map(BackfillFailure::at).orElse(null),
        failure.map(BackfillFailure::message).orElse(null));
  }
}
