package dev.millrace.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PercentilesTest {

  @Test
  void takesTheNearestRank() {
    List<Long> nanos =
        LongStream.rangeClosed(1, 200).map(millis -> millis * 1_000_000).boxed().toList();
    assertThat(Percentiles.ofNanos(nanos)).isEqualTo(new Percentiles(100, 198, 200));
  }

  @Test
  void saysThatThereWereNone() {
    assertThat(Percentiles.ofNanos(List.of())).hasToString("none");
  }
}
