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

/** What is parked behind a hole goes on when the hole is filled, however much it is. */
class ParkedDrainTest {

  private static final UUID ORDER = new UUID(1, 1);

  private static final UUID OTHER_ORDER = new UUID(1, 2);
  private static final int MANY = 500;

  // Each step takes a millisecond.
  private final AtomicLong clock = new AtomicLong();
  private final FoldHarness given =
      new FoldHarness(
          new Redrives(new RedrivePace(() -> clock.addAndGet(Duration.ofMillis(1).toNanos()))));

  @Test
  void eventsBeforeTheHoleReadNothingOfWhatIsParkedBehindIt() {
    given.events(ORDER, 101, 200);
    int before = given.parkedReads();
    given.events(ORDER, 1, 99);
    assertThat(given.parkedReads()).isEqualTo(before);
    given.event(ORDER, 100);
    assertThat(given.forwarded(ORDER)).isEqualTo(upTo(200));
    assertThat(given.parkedRecords()).isZero();
    assertThat(given.parkedReads() - before).as("each a few times").isLessThan(4 * 100);
  }

  @Test
  void veryMuchGoesOnLaterInOrder() {
    given.events(ORDER, 2, MANY);
    given.event(ORDER, 1);
    long reached = given.version(ORDER);
    assertThat(reached).as("a part of it").isBetween(10L, MANY - 1L);
    given.event(ORDER, MANY + 1);
    assertThat(given.version(ORDER)).as("parked behind").isEqualTo(reached);
    awaitDrained();
    assertThat(given.forwarded(ORDER)).isEqualTo(upTo(MANY + 1));
  }

  @Test
  void aTaskThatBeginsAnewGoesOnWithIt() {
    given.events(ORDER, 2, MANY);
    given.event(ORDER, 1);
    assertThat(given.version(ORDER)).isLessThan(MANY);
    given.begin();
    awaitDrained();
    assertThat(given.forwarded(ORDER)).isEqualTo(upTo(MANY));
  }

  @Test
  void aTaskThatBeginsAnewTriesNothingThatFailedOrHasNotCome() {
    given.breakCodeFor(ORDER);
    given.events(ORDER, 1, 3);
    given.events(OTHER_ORDER, 2, 3);
    given.mendCode();
    given.begin();
    given.punctuate();
    assertThat(given.version(ORDER)).as("is to be redriven").isEqualTo(1);
    assertThat(given.parkedRecords()).isEqualTo(4);
  }

  private void awaitDrained() {
    for (int looks = 0; given.parkedRecords() > 0 && looks < 100; looks++) {
      clock.addAndGet(Duration.ofSeconds(1).toNanos());
      given.punctuate();
    }
    assertThat(given.parkedRecords()).isZero();
  }

  private static List<Long> upTo(long last) {
    return LongStream.rangeClosed(1, last).boxed().toList();
  }
}
