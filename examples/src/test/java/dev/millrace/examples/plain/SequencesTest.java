package dev.millrace.examples.plain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.examples.plain.Sequences.Verdict;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SequencesTest {

  private static final UUID TEA = new UUID(0, 1);
  private static final UUID CUP = new UUID(0, 2);

  @Test
  void everyAggregateHasItsOwn() {
    var sequences = new Sequences(true);
    assertThat(verdicts(sequences, TEA, 1, 2)).containsExactly(Verdict.NEXT, Verdict.NEXT);
    assertThat(verdicts(sequences, CUP, 1)).containsExactly(Verdict.NEXT);
    assertThat(verdicts(sequences, TEA, 3)).containsExactly(Verdict.NEXT);
  }

  @Test
  void whatWasHereIsARepetitionAndChangesNothing() {
    assertThat(verdicts(new Sequences(true), TEA, 1, 2, 1, 2, 3))
        .containsExactly(
            Verdict.NEXT, Verdict.NEXT, Verdict.REPEATED, Verdict.REPEATED, Verdict.NEXT);
  }

  @Test
  void aHoleIsToldOnce() {
    assertThat(verdicts(new Sequences(true), TEA, 1, 3, 4))
        .containsExactly(Verdict.NEXT, Verdict.GAP, Verdict.NEXT);
  }

  @Test
  void fromTheFirstRecordOnEveryAggregateBeginsWithOne() {
    assertThat(verdicts(new Sequences(true), TEA, 2)).containsExactly(Verdict.GAP);
  }

  @Test
  void fromTheMiddleOnItBeginsWithWhateverComes() {
    assertThat(verdicts(new Sequences(false), TEA, 7, 8, 10))
        .containsExactly(Verdict.NEXT, Verdict.NEXT, Verdict.GAP);
  }

  private static List<Verdict> verdicts(Sequences sequences, UUID aggregate, int... numbers) {
    return Arrays.stream(numbers).mapToObj(number -> sequences.next(aggregate, number)).toList();
  }
}
