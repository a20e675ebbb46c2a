package dev.millrace.bridge.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The life of a walk, and its record. */
class AuditPositionTest {

  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final Duration PERIOD = Duration.ofMinutes(10);

  @Test
  void theFirstWalkMayBeginAtOnce() {
    assertThat(AuditPosition.NONE.underWay()).isFalse();
    assertThat(AuditPosition.NONE.untilNext(PERIOD, NOON)).isZero();
  }

  @Test
  void aWalkMovesFromSegmentToSegmentAndEnds() {
    AuditPosition walk = AuditPosition.NONE.begun(NOON);
    assertThat(walk.underWay()).isTrue();
    walk = walk.past(new Segment(Segment.BEGINNING, 7), NOON.plusSeconds(1));
    assertThat(walk).isEqualTo(new AuditPosition(NOON, 7, null, 0));
    walk = walk.past(new Segment(7, Segment.END), NOON.plusSeconds(3));
    assertThat(walk.underWay()).isFalse();
    assertThat(walk.finished()).isEqualTo(NOON.plusSeconds(3));
    assertThat(walk.seconds()).isEqualTo(3);
  }

  @Test
  void aWalkMovesWithinASegmentAndNeverBack() {
    AuditPosition walk = AuditPosition.NONE.begun(NOON).reached(7);
    assertThat(walk).isEqualTo(new AuditPosition(NOON, 7, null, 0));
    assertThat(walk.reached(6)).isEqualTo(walk);
    assertThat(walk.reached(Segment.END)).isEqualTo(walk);
  }

  @Test
  void walksBeginNoMoreOftenThanThePeriodSays() {
    AuditPosition done =
        AuditPosition.NONE.begun(NOON).past(new Segment(0, Segment.END), NOON.plusSeconds(3));
    assertThat(done.untilNext(PERIOD, NOON.plusSeconds(3))).isEqualTo(PERIOD.minusSeconds(3));
    assertThat(done.untilNext(PERIOD, NOON.plus(PERIOD))).isZero();
    assertThat(done.untilNext(PERIOD, NOON.plus(PERIOD).plusSeconds(99))).isZero();
  }

  @Test
  void isReadAsItWasWritten() {
    for (AuditPosition position :
        new AuditPosition[] {
          AuditPosition.NONE,
          AuditPosition.NONE.begun(NOON),
          new AuditPosition(NOON, -42, NOON.minusSeconds(5), 17.25)
        }) {
      assertThat(AuditPosition.parse(position.toJson())).contains(position);
    }
    assertThat(AuditPosition.NONE.begun(NOON).toJson())
        .isEqualTo(
            "{\"seconds\":0.0,\"started\":\"2026-11-23T12:00:00Z\",\"token\":-9223372036854775808}");
  }

  @Test
  void nonsenseIsNoPosition() {
    assertThat(AuditPosition.parse("nonsense")).isEmpty();
    assertThat(AuditPosition.parse("null")).isEmpty();
  }
}
