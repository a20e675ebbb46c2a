package dev.millrace.projection.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RestsTest {

  private static final long TURN = Rests.TURN_NANOS;

  private final List<Long> rested = new ArrayList<>();
  private long now = 7;
  private final Rests rests = new Rests(() -> now, this::rest);

  private void rest(long nanos) {
    rested.add(nanos);
    now += nanos;
  }

  private void work(long nanos, int percent) {
    now += nanos;
    rests.worked(percent);
  }

  @Test
  void worksForItsShareOfTheTimeWhateverATurnTakes() {
    for (int percent : List.of(1, 10, 50, 90)) {
      rested.clear();
      long began = now;
      long step = TURN / 7;
      for (int i = 0; i < 1_000; i++) {
        work(step, percent);
      }
      double worked = 100_000.0 * step / (now - began);
      assertThat(worked).isBetween(percent * 0.98, percent * 1.02);
    }
  }

  @Test
  void doesNotRestBeforeItsTurnIsOver() {
    work(TURN - 1, 50);
    assertThat(rested).isEmpty();
    work(1, 50);
    assertThat(rested).containsExactly(TURN);
  }

  @Test
  void waitingForRecordsIsNoWork() {
    work(1_000 * TURN, 50);
    assertThat(rested).containsExactly(2 * TURN);
  }

  @Test
  void whoMayWorkAllTheTimeNeverRests() {
    work(10 * TURN, 100);
    assertThat(rested).isEmpty();
  }
}
