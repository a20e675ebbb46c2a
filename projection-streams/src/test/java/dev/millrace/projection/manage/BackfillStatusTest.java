package dev.millrace.projection.manage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.projection.backfill.BackfillFailure;
import dev.millrace.projection.backfill.BackfillState;
import dev.millrace.projection.backfill.RowCounts;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BackfillStatusTest {

  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final BackfillFailure EARLY = new BackfillFailure(NOON, "early");
  private static final BackfillFailure LATE = new BackfillFailure(NOON.plusSeconds(2), "late");

  @Test
  void showsWhatTheDatabaseHas() {
    assertThat(BackfillStatus.of(stored(EARLY), Optional.empty()))
        .isEqualTo(new BackfillStatus(1L, 2L, 3L, NOON, "early"));
    assertThat(BackfillStatus.of(stored(null), Optional.empty()))
        .isEqualTo(new BackfillStatus(1L, 2L, 3L, null, null));
  }

  @Test
  void aDatabaseThatIsAwayHidesNoFailureOfThisInstance() {
    assertThat(BackfillStatus.of(Optional.empty(), Optional.of(LATE)))
        .isEqualTo(new BackfillStatus(null, null, null, LATE.at(), "late"));
    assertThat(BackfillStatus.of(stored(null), Optional.of(LATE)).lastError()).isEqualTo("late");
  }

  @Test
  void theNewestFailureCounts() {
    assertThat(BackfillStatus.of(stored(LATE), Optional.of(EARLY)).lastError()).isEqualTo("late");
    assertThat(BackfillStatus.of(stored(EARLY), Optional.of(LATE)).lastError()).isEqualTo("late");
  }

  private static Optional<BackfillState> stored(@Nullable BackfillFailure failure) {
    return Optional.of(new BackfillState(null, 7, false, new RowCounts(1, 2, 3), failure));
  }
}
