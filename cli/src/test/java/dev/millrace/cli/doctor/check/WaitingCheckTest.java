package dev.millrace.cli.doctor.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.cli.doctor.check.Finding.Status;
import dev.millrace.cli.doctor.check.WaitingCheck.Aggregate;
import dev.millrace.cli.doctor.check.WaitingCheck.Waiting;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WaitingCheckTest {

  private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

  @Test
  void waitingForAMomentIsFine() {
    assertThat(check().found()).isEqualTo("none");
    assertThat(check(waiting("a", 30, "filling")).status()).isEqualTo(Status.OK);
    Finding late = check(waiting("a", 31, "waiting"));
    assertThat(late.status()).isEqualTo(Status.WARNING);
    assertThat(late.found())
        .isEqualTo("1: 1 for more than 30 s: a (head 4, awaited 7, parked 2, for 31 s)");
  }

  @Test
  void namesWhatCannotGoOn() {
    Finding unfillable = check(waiting("a", 1, "unfillable"));
    assertThat(unfillable.status()).isEqualTo(Status.FAILURE);
    assertThat(unfillable.found())
        .isEqualTo("1: 1 unfillable: a (head 4, awaited 7, parked 2, for 1000 ms)");
    assertThat(unfillable.advice()).contains("order-capture");
    Finding refused = check(waiting("a", 1, "refused"));
    assertThat(refused.status()).isEqualTo(Status.FAILURE);
    assertThat(refused.advice()).contains("sequencer.topics");
  }

  @Test
  void saysThatItCountsOnlyWhatIsListed() {
    var refused = List.of(waiting("a", 1, "refused"));
    assertThat(WaitingCheck.check(List.of(new Waiting(1, 0, refused)), NOW).found())
        .startsWith("1: 1 refused: a ");
    assertThat(WaitingCheck.check(List.of(new Waiting(140, 0, refused)), NOW).found())
        .startsWith("140: at least 1 refused: a ");
    var late = List.of(waiting("a", 40, "waiting"));
    assertThat(WaitingCheck.check(List.of(new Waiting(140, 0, late)), NOW).found())
        .startsWith("140: at least 1 for more than 30 s: a ");
  }

  @Test
  void namesTheFirstFewOfAllInstances() {
    List<Waiting> many =
        IntStream.range(0, 5).mapToObj(i -> of(waiting("a" + i, 100 + i, "unfillable"))).toList();
    String found = WaitingCheck.check(many, NOW).found();
    assertThat(found).startsWith("5: 5 unfillable: a4 ").contains("a3 ", "a2 ").endsWith(" …");
    assertThat(found).doesNotContain("a1 ");
  }

  private static Finding check(Aggregate... aggregates) {
    return WaitingCheck.check(List.of(of(aggregates), of()), NOW);
  }

  private static Waiting of(Aggregate... aggregates) {
    long unfillable =
        List.of(aggregates).stream().filter(a -> a.state().equals("unfillable")).count();
    return new Waiting(aggregates.length, unfillable, List.of(aggregates));
  }

  private static Aggregate waiting(String id, long seconds, String state) {
    return new Aggregate(id, 4, 7, NOW.minusSeconds(seconds), 2, state);
  }
}
