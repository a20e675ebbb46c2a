package dev.millrace.projection.fold;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.projection.parking.Redrives;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What is parked behind a hole goes on when the hole is filled, however much it is. */
class ParkedDrainTest {

  private static final UUID ORDER = new UUID(1, 1);

  private final FoldHarness given = new FoldHarness(new Redrives());

  @Test
  void eventsBeforeTheHoleReadNothingOfWhatIsParkedBehindIt() {
    given.events(ORDER, 101, 200);
    int before = given.parkedReads();
    given.events(ORDER, 1, 99);
    assertThat(given.parkedReads()).isEqualTo(before);
    given.event(ORDER, 100);
    assertThat(given.forwarded(ORDER))
        .containsExactlyElementsOf(LongStream.rangeClosed(1, 200).boxed().toList());
    assertThat(given.parkedRecords()).isZero();
    assertThat(given.parkedReads() - before).as("each a few times").isLessThan(4 * 100);
  }
}
