package dev.millrace.bridge.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.testkit.Trials;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Segments cover the ring, whatever width they have. */
class SegmentTest {

  @Test
  void theLastOneEndsWithTheRing() {
    assertThat(Segment.after(Segment.END - 5, 100))
        .isEqualTo(new Segment(Segment.END - 5, Segment.END));
    assertThat(Segment.after(Segment.END - 5, 5).isLast()).isTrue();
    assertThat(Segment.after(Segment.END - 5, 4).isLast()).isFalse();
  }

  @Test
  void followEachOtherWithoutHoleUntilTheEnd() {
    long seed = Long.getLong(Trials.SEED, System.nanoTime());
    System.out.println("seed " + seed);
    var random = new Random(seed);
    var width = new SegmentWidth();
    long token = Segment.BEGINNING;
    int segments = 0;
    while (token != Segment.END) {
      Segment segment = Segment.after(token, width.next());
      assertThat(segment.after()).as("seed %d", seed).isEqualTo(token);
      assertThat(segment.upTo()).as("seed %d", seed).isGreaterThan(token);
      width.learn(random.nextInt(300));
      token = segment.upTo();
      segments++;
    }
    assertThat(segments).as("seed %d", seed).isBetween(10, 300);
  }

  @Test
  void growWhereThereIsLittleAndShrinkWhereThereIsMuch() {
    var width = new SegmentWidth();
    long first = width.next();
    width.learn(5_000);
    assertThat(width.next()).isEqualTo(first / 2);
    width.learn(500);
    assertThat(width.next()).isEqualTo(first / 2);
    width.learn(3);
    assertThat(width.next()).isEqualTo(first);
    for (int i = 0; i < 100; i++) {
      width.learn(0);
    }
    assertThat(width.next()).isEqualTo(SegmentWidth.WIDEST);
    for (int i = 0; i < 100; i++) {
      width.learn(5_000);
    }
    assertThat(width.next()).isEqualTo(1);
  }

  @Test
  void sayHowFarTheyAre() {
    assertThat(Segment.fraction(Segment.BEGINNING)).isZero();
    assertThat(Segment.fraction(0)).isEqualTo(0.5);
    assertThat(Segment.fraction(Segment.END)).isEqualTo(1);
  }
}
