package dev.millrace.bridge.sequencer;

import dev.millrace.bridge.sequencer.SequenceRun.Kind;
import dev.millrace.bridge.sequencer.SequenceRun.Step;
import dev.millrace.bridge.sequencer.SequenceRun.World;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;

/**
 * Whatever comes twice, too early or never, whatever the store answers and when, and however often
 * the sequencer is started again: each event comes out once, in order. A failure prints its seed
 * and its shortest sample.
 */
class SequencePropertiesTest {

  private static final int EVENTS = SequenceRun.AGGREGATES * SequenceRun.LENGTH;

  @Provide
  Arbitrary<World> worlds() {
    Arbitrary<List<Integer>> few =
        Arbitraries.integers().between(0, EVENTS - 1).list().ofMaxSize(5);
    return Combinators.combine(few, few, few, few).as(World::new);
  }

  @Provide
  Arbitrary<List<Step>> steps() {
    Arbitrary<Kind> kinds =
        Arbitraries.frequency(
            Tuple.of(20, Kind.CAPTURED),
            Tuple.of(3, Kind.WATERMARK),
            Tuple.of(6, Kind.TIME),
            Tuple.of(6, Kind.ANSWER),
            Tuple.of(2, Kind.FAILURE),
            Tuple.of(1, Kind.RESTART));
    return Combinators.combine(
            kinds,
            Arbitraries.integers().between(0, SequenceRun.AGGREGATES - 1),
            Arbitraries.integers().between(0, SequenceRun.LENGTH - 1))
        .as(Step::new)
        .list()
        .ofMaxSize(150);
  }

  @Property
  void eachEventOfTheStoreComesOutOnceAndInOrder(
      @ForAll("worlds") World world,
      @ForAll("steps") List<Step> steps,
      @ForAll @IntRange(min = 1, max = SequenceRun.AGGREGATES) int inMemory) {
    var run = new SequenceRun(world, inMemory);
    steps.forEach(run::take);
    run.settle();
    run.assertComplete();
  }
}
