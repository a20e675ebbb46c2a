package dev.millrace.projection.fold;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.projection.parking.RedrivePace;
import dev.millrace.projection.parking.Redrives;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** A redrive of very much does not hold up the transaction, and aggregates keep their order. */
class LargeRedriveTest {

  private static final UUID FIRST = new UUID(1, 1);
  private static final UUID SECOND = new UUID(1, 2);
  private static final int MANY = 300;

  // Each step takes a millisecond.
  private final AtomicLong clock = new AtomicLong();
  private final Redrives redrives =
      new Redrives(new RedrivePace(() -> clock.addAndGet(Duration.ofMillis(1).toNanos())));
  private final FoldHarness given = new FoldHarness(redrives);

  @Test
  void itGoesOnWhereItWasInOrderAlsoWithEventsThatComeMeanwhile() {
    given.breakCodeFor(FIRST);
    given.breakCodeFor(SECOND);
    given.events(FIRST, 1, MANY);
    given.events(SECOND, 1, MANY);
    given.mendCode();
    redrives.replace(List.of(new Redrives.Request(FoldHarness.NOON, null)));

    given.punctuate();
    long reached = given.version(FIRST);
    assertThat(reached).as("a part of them").isBetween(2L, MANY - 1L);
    given.event(FIRST, MANY + 1);
    assertThat(given.version(FIRST)).as("parked behind").isEqualTo(reached);
    given.event(SECOND, 2);
    assertThat(given.version(SECOND)).as("the next one, published anew").isGreaterThan(1);
    for (int looks = 0; given.parkedRecords() > 0 && looks < 100; looks++) {
      clock.addAndGet(Duration.ofSeconds(1).toNanos());
      given.punctuate();
    }
    assertThat(given.forwarded(FIRST)).isEqualTo(upTo(MANY + 1));
    assertThat(given.forwarded(SECOND)).isEqualTo(upTo(MANY));
    assertThat(given.parkedRecords()).isZero();
  }

  private static List<Long> upTo(long last) {
    return LongStream.rangeClosed(1, last).boxed().toList();
  }
}
