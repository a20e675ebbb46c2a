package dev.millrace.projection.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DifferenceCountTest {

  @Test
  void countsAndNamesWhatDiffers() {
    var count = new DifferenceCount("t");
    count.add(
        Map.of("id=1", Map.of("a", 1), "id=2", Map.of("a", 1, "b", 2), "id=3", Map.of()),
        Map.of("id=1", Map.of("a", 1), "id=2", Map.of("a", 1), "id=4", Map.of()));
    TableDifference result = count.result();
    assertThat(result.equal()).isEqualTo(1);
    assertThat(result.different()).isEqualTo(1);
    assertThat(result.missing()).isEqualTo(1);
    assertThat(result.extra()).isEqualTo(1);
    assertThat(result.examples())
        .containsExactlyInAnyOrder("id=2: b 2 -> null", "id=3 is missing", "id=4 is too much");
  }

  @Test
  void columnsThatOnlyTheOtherHasAreNamedToo() {
    var count = new DifferenceCount("t");
    count.add(Map.of("id=1", Map.of()), Map.of("id=1", Map.of("b", 2)));
    assertThat(count.result().examples()).isEqualTo(List.of("id=1: b null -> 2"));
  }

  @Test
  void saysThatItWasStopped() {
    var count = new DifferenceCount("t");
    count.add(Map.of("id=1", Map.of()), Map.of());
    count.stopped();
    assertThat(count.result().examples())
        .containsExactly("id=1 is missing", "not compared any further after 1 differences");
  }
}
